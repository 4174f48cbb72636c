/** Which words are known. The analyser peels a clitic only from a word that is. */
export interface Vocabulary {
  /** A folded word of three letters or more. */
  has(word: string): boolean;
  /** The same for words of two letters, where a wrong guess costs most. */
  hasShort(word: string): boolean;
}

/**
 * Words of two letters after which a clitic is really one: בגן, לים, מיד. Chosen by hand, function words and a few
 * nouns; folded (no final letters).
 */
const SHORT_WORDS = new Set(
  'אב אח אמ אש אל אר בנ בת גנ גז דו דמ דפ די דג הר זה זו חג חד חי חמ טל יד ימ ינ כל כפ לב לו לי מי מה מס מת נר סל סמ עט על עמ עד עצ פה פי צד קב קו קל קר רב רע שר שמ שנ תא תו תל אז אי בו בה בי גב גל דק הנ חק טס יש כנ לה מנ נא פר צו רק שי'.split(
    ' ',
  ),
);

/**
 * For indexing: every rest of three letters may be a word. A text is indexed once while the vocabulary grows with
 * every text, so a word peeled only when known would stay unfindable if its plain form came later. The query's side
 * decides by what is attested then; a key that nobody asks for costs only its place.
 */
export const EVERY_WORD: Vocabulary = {
  has: () => true,
  hasShort: (word) => SHORT_WORDS.has(word),
};

/** A vocabulary over the words (or keys) that a collection holds, besides the curated short ones. */
export function vocabularyOf(isAttested: (word: string) => boolean): Vocabulary {
  return {
    has: (word) => isAttested(word),
    hasShort: (word) => SHORT_WORDS.has(word),
  };
}
