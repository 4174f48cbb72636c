import { setClock } from '#app/domain/clock';
import { postAnswer } from '#app/domain/posts/commands.server';
import { createDatabase } from '#prisma/client.server';
import { withDatabase } from '#tests/support/instances';
import { viewerFor } from '#tests/support/login';

/** Nobody may post that many answers in an hour. */
const BETWEEN_MS = 10 * 60_000;

/**
 * A process of its own that posts answers: `answering-process.ts TARGET MEMBER THREAD COUNT`, TARGET being JSON. It
 * prints the id of each answer once the command has returned, which is when a member is told that it was posted.
 */
async function main(): Promise<void> {
  const [target = '{}', memberId = '', threadId = '0', count = '0'] = process.argv.slice(2);
  const database = withDatabase(createDatabase(JSON.parse(target)));
  const viewer = await viewerFor(memberId);
  const startMs = Date.now() - Number(count) * BETWEEN_MS;
  for (let number = 1; number <= Number(count); number += 1) {
    setClock(() => startMs + number * BETWEEN_MS);
    const postId = await postAnswer(viewer, Number(threadId), { body: `תשובה מספר ${number}`, label: 'GREEN' });
    process.stdout.write(`${postId}\n`);
  }
  await database.$disconnect();
}

await main();
