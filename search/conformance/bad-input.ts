/** What should never break a search, by name. */
export function badInputs(): [name: string, text: string][] {
  return [
    ['nothing', ''],
    ['blanks', ' \n\t '],
    ['10,000 letters', 'א'.repeat(10_000)],
    ['5,000 words', 'ענן גיבוי '.repeat(5_000)],
    ['only quotes', '"""״״\'\'“”'.repeat(50)],
    ['only operators', '- -- NOT AND OR NEAR( ) * ^ : -'],
    ['controls and bidi', '\u0000\u0007\u202e\u2066ענן\u2069\u200f'],
    ['emoji', '🔥👩‍💻🇮🇱 ענן'],
    ['lone surrogates', '\ud800ענן\udfff'],
    ['syntax of full text', 'NEAR("ענן" "גיבוי", 5) AND t0:ענן* NOT (b0 : ^"x")'],
    ['SQL', '\'; DROP TABLE documents; -- " OR 1=1'],
    ['filter syntax', 'topic = "cloud" OR audience IN [members] AND NOT x EXISTS _geoRadius(1,2,3)'],
    ['200 filters', Array.from({ length: 200 }, (_, n) => `tag:t${n}`).join(' ')],
    ['names of objects', '__proto__ constructor toString topic:__proto__ kind:constructor'],
    ['unclosed', '("ענן -"גיבוי topic:" from:'],
    ['many exclusions', '-a '.repeat(500)],
  ];
}
