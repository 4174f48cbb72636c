const IRREGULAR: Readonly<Record<string, string>> = {
  indices: 'index',
  indexes: 'index',
  analyses: 'analysis',
  criteria: 'criterion',
  policies: 'policy',
};

/**
 * The singular of an English plural, by spelling alone; anything else comes back as it is. Words in -ss, -us and -is
 * are no plurals (access, status, analysis), nor are abbreviations of up to three letters (DNS, AWS, TLS).
 */
export function stemEnglish(word: string): string {
  const known = IRREGULAR[word];
  if (known !== undefined) {
    return known;
  }
  if (word.length <= 3 || !word.endsWith('s') || /(?:ss|us|is)$/.test(word)) {
    return word;
  }
  if (word.length > 4 && word.endsWith('ies')) {
    return `${word.slice(0, -3)}y`;
  }
  if (/(?:ch|sh|ss|x|zz)es$/.test(word)) {
    return word.slice(0, -2);
  }
  return word.slice(0, -1);
}
