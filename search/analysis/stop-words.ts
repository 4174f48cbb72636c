import { normaliseText } from './words';

/**
 * Words that ask or join and say nothing about the subject. They are left out of a query that has other words; a query
 * of nothing else keeps them.
 */
const STOP_WORDS = new Set(
  normaliseText(
    'מי מיהו מיהי מה מהו מהי מהן מהם מתי ממתי איפה היכן להיכן לאן מאין מהיכן איך כיצד מדוע למה האם כמה בכמה איזה איזו אילו אלו באיזה ' +
      'באיזו באילו לאיזה לאיזו לאילו מאיזה מאיזו מאילו שאיזה של את על עם אל או אם כי הוא היא הם הן זה זו זאת אלה לא גם רק ' +
      'אך אבל היה הייתה היתה היו יש אין אשר לפי בין כדי תוך אצל בגלל ' +
      'אני אנחנו אנו אתה אתם לי לנו לך לכם לו לה להם שלי שלנו שלכם שלו שלה שלהם אצלי אצלנו אצלכם אותו אותה אותם ' +
      'כבר עוד כל צריך אפשר ' +
      'the a an of in on at is are was were be been do does did has have had what who whom whose how when where which why and or to for from by with as that this these those ' +
      'i me my we us our you your he she it its they them their there here can could should would will shall may might must not no if then than so but about into any some also just',
  ).split(' '),
);

/** Whether a folded word only asks or joins. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
