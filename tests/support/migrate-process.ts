import { migrate } from '#prisma/migrate';

/** A process of its own that migrates: `migrate-process.ts TARGET`, TARGET being JSON. Prints what it applied. */
const { applied } = await migrate(JSON.parse(process.argv[2] ?? '{}'));
process.stdout.write(`${JSON.stringify(applied)}\n`);
