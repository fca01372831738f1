// npm run evidence:destroy -- MEDIA_ID --reason "WHY": destroys a file's key and what it sealed, for good. It asks the same
// rule as the desk does: refused while a hold, a filing's clock, an undecided item or an unfinished report keeps the file.
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { db } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';
import { destroyMedia } from '@/lib/retention';

const { values, positionals } = parseArgs({ options: { reason: { type: 'string', default: '' } }, allowPositionals: true });
const input = z.object({ mediaId: z.uuid(), reason: z.string().trim().min(10).max(500) }).safeParse({ mediaId: positionals[0], reason: values.reason });
if (input.success) {
  const caller = { actor: { kind: 'system', name: 'operator' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const destroyed = await destroyMedia(caller, input.data);
  console.log(
    destroyed.ok
      ? 'The file is destroyed. Backups of the database from before still hold its wrapped key: npm run evidence:rotate, and an hour later the same with -- --retire, makes them worthless.'
      : destroyed.problem.safeMessage,
  );
  if (!destroyed.ok) process.exitCode = 1;
  await db().$disconnect();
} else {
  console.error('Usage: npm run evidence:destroy -- MEDIA_ID --reason "WHY, in 10 to 500 characters"');
  process.exitCode = 2;
}
