import { writeFileSync } from 'node:fs';
import { dictionary } from '@zxcvbn-ts/language-common';
import { leakedFilter } from '#app/domain/login/leaked-passwords';

/** `npx tsx tests/support/make-leaked-passwords.ts` writes the filter anew, after a change of the list. */
const made = leakedFilter(dictionary['passwords-common']);
writeFileSync('app/domain/login/leaked-passwords.json', `${JSON.stringify(made, null, 2)}\n`);
console.log(`${dictionary['passwords-common'].length} passwords, ${Math.round(made.bits.length / 1000)} kB`);
