/**
 * Words that passwords are made of: those of sign-in itself, of this forum and its readers' work, names, and what people
 * are fond of, in English, in Hebrew, and in Hebrew written with Latin letters. Written for this product; digits, years,
 * doublings and keyboard walks are found by rule. All of at least three letters.
 */
const ENGLISH = `
password passwd passcode passphrase pass pwd login logon signin access account admin administrator root user username
guest test tester testing temp temporary default change changeme changeit welcome hello letmein enter open secret
private secure security trust trustno master manager boss super server system computer internet network wifi office
windows microsoft google apple android iphone samsung facebook oracle cisco linux azure cloud cyber digital demo
company support service helpdesk backup database
love iloveyou lovely baby angel sunshine princess prince king queen dragon monkey tiger lion eagle shadow hunter ranger
killer batman superman spiderman starwars pokemon matrix gandalf phoenix mustang ferrari mercedes harley yamaha
football soccer baseball basketball hockey liverpool barcelona chelsea arsenal madrid champion winner
flower summer winter spring autumn monday tuesday wednesday thursday friday saturday sunday january february march
april may june july august september october november december morning night happy lucky freedom forever whatever
nothing money cookie chocolate coffee pepper ginger banana orange cheese diamond silver golden purple yellow black white
green blue red
michael michelle daniel david joshua jordan jennifer jessica thomas robert george charlie andrew matthew anthony
william alexander nicole hannah amanda ashley maggie buster bailey
one two three four five six seven eight nine ten
`;
const OF_THE_FORUM = `
roundtable round table forum mnmr manmar cio municipal municipality council authority city cityhall mayor muni irgun
iriya iria moatza rashut nimbus israel israeli yisrael jerusalem yerushalayim telaviv haifa eilat ashdod beersheba
שולחן עגול פורום מנמר מנמרים עירייה עיריה מועצה רשות ראש אגף מחשוב תקשוב מערכות מידע אבטחה סייבר ענן דיגיטל נימבוס
ישראל ירושלים תלאביב חיפה אילת אשדוד
`;
const HEBREW = `
סיסמה סיסמא סיסמתי סודי סוד כניסה ברוך הבא ברוכים הבאים מנהל מערכת משתמש אורח בדיקה זמני שלום היי תודה אהבה אוהב אוהבת
אהוב אהובה אבא אמא סבא סבתא ילד ילדה תינוק מלך מלכה נסיכה מלאך חמוד חמודה מתוק מתוקה כלב חתול אריה נמר שמש ירח כוכב
פרח קיץ חורף אביב סתיו ראשון שני שלישי רביעי חמישי שישי שבת בוקר טוב לילה חיים מזל אור גשם בית ספר עבודה כסף
משה דוד יוסף יוסי יעקב אברהם יצחק דניאל נועם נועה איתי עידו תמר מאיה שרה רחל לאה מרים מיכל יעל רוני גיא עומר
מכבי הפועל ביתר כדורגל
`;
const HEBREW_IN_LATIN = `
sisma seisma sisma sismati sodi shalom toda ahava ohev ohevet aba ima saba savta yeled yalda melech malka nesicha
malach hamud matok kelev hatul aryeh shemesh yareach kochav perach kayitz horef aviv stav shabat shabbat boker tov layla
chaim haim mazal bayit avoda kesef baruch haba menahel
moshe yosef yossi yaakov avraham itzhak noam noa itay ido tamar maya sara rachel leah miriam michal yael roni guy omer
maccabi makabi hapoel beitar
`;

/** All of them. */
export const COMMON_WORDS: ReadonlySet<string> = new Set(
  [ENGLISH, OF_THE_FORUM, HEBREW, HEBREW_IN_LATIN].flatMap((words) => words.trim().split(/\s+/)),
);
