// The witness: a program apart from the desk, on another machine if it can be, with a key and a memory of its own. It looks
// at the log again and again, signs what has only grown, and raises the alarm when it has not.
//
//   node --conditions=react-server --import tsx bin/witness.ts [--once]
//
// Its settings are in .env.example, under "Witness". Exit codes with --once: 0 good, 1 alarm, 2 the log was not reached.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Looked, httpSource, openMemory, parseVerifierKey, round, witnessSigner } from '@/lib/audit';
import { WITNESS_ALARMS } from '@/lib/audit/schema';
import { systemClock } from '@/lib/kernel';

const settings = z
  .object({
    WITNESS_URL: z.url(),
    WITNESS_API_KEY: z.string().min(1),
    /** The log's verifier key, brought here by hand: from the log itself it would prove nothing. */
    WITNESS_LOG_KEY: z.string().min(1),
    WITNESS_NAME: z.string().regex(/^[^\s+]+$/).default('witness'),
    WITNESS_DIR: z.string().min(1),
    WITNESS_EVERY_SECONDS: z.coerce.number().positive().max(86_400).default(10),
  })
  .parse(process.env);

const ANSWER_WITHIN_MS = 30_000;
const SECOND_MS = 1_000;
/** To what it answers so it will never answer otherwise: the word is older than one it has, or none that it understands. */
const FOR_GOOD = [400, 409, 422];

/** Tells the desk, which shows it to supervisors. A desk that does not want to hear changes nothing about what was found. */
async function tell(note: string): Promise<boolean> {
  try {
    const answer = await fetch(`${settings.WITNESS_URL}/witness`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${settings.WITNESS_API_KEY}` },
      body: JSON.stringify({ witness: witness.signer.verifierKey, note }),
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (!answer.ok) console.error(`The desk did not take the witness's word: ${answer.status}.`);
    return answer.ok || FOR_GOOD.includes(answer.status);
  } catch (error) {
    console.error(`The desk did not hear the witness: ${(error as Error).message}`);
    return false;
  }
}

const witness = {
  verifier: parseVerifierKey(settings.WITNESS_LOG_KEY),
  signer: witnessSigner(settings.WITNESS_DIR, settings.WITNESS_NAME),
  memory: await openMemory(settings.WITNESS_DIR),
  clock: systemClock,
};

async function lookAndTell(): Promise<Looked> {
  const looked = await round({ ...witness, source: httpSource(settings.WITNESS_URL, settings.WITNESS_API_KEY), tell });
  if (looked.alarm) {
    console.error(`ALARM: ${WITNESS_ALARMS[looked.alarm]} What it showed is kept in ${settings.WITNESS_DIR}.`);
    // Words are signed with whole seconds, and a desk does not take a good one of the alarm's own second for a later one.
    await pause(SECOND_MS - (systemClock.now().getTime() % SECOND_MS));
  }
  return looked;
}

if (process.argv.includes('--once')) {
  process.exitCode = await lookAndTell().then(
    ({ alarm }) => (alarm ? 1 : 0),
    (error: unknown) => {
      console.error(`The log was not reached: ${(error as Error).message}`);
      return 2;
    },
  );
} else {
  const ended = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => ended.abort());
  console.log(`The witness ${witness.signer.verifierKey} looks at ${settings.WITNESS_URL}.`);
  while (!ended.signal.aborted) {
    await lookAndTell().catch((error: unknown) => console.error(`The log was not reached: ${(error as Error).message}`));
    await pause(settings.WITNESS_EVERY_SECONDS * SECOND_MS, undefined, { signal: ended.signal }).catch(() => undefined);
  }
}
