// The witness: a program apart from the desk, on another machine if it can be, with a key and a memory of its own. It looks
// at the log again and again, signs what has only grown, and raises the alarm when it has not.
//
//   node --conditions=react-server --import tsx bin/witness.ts [--once]
//
// Its settings are in .env.example, under "Witness". Exit codes with --once: 0 good, 1 alarm, 2 the log was not reached.
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { type Looked, httpSource, look, openMemory, parseVerifierKey, witnessSigner } from '@/lib/audit';
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

/** Tells the desk, which shows it to supervisors. A desk that does not want to hear changes nothing about what was found. */
async function tell(body: Record<string, unknown>): Promise<void> {
  const answer = await fetch(`${settings.WITNESS_URL}/witness`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${settings.WITNESS_API_KEY}` },
    body: JSON.stringify(body),
  });
  if (!answer.ok) console.error(`The desk did not take the witness's word: ${answer.status}.`);
}

const witness = {
  verifier: parseVerifierKey(settings.WITNESS_LOG_KEY),
  signer: witnessSigner(settings.WITNESS_DIR, settings.WITNESS_NAME),
  memory: await openMemory(settings.WITNESS_DIR),
  clock: systemClock,
};

async function round(): Promise<Looked> {
  const looked = await look({ ...witness, source: httpSource(settings.WITNESS_URL, settings.WITNESS_API_KEY) });
  if (looked.alarm) console.error(`ALARM: ${WITNESS_ALARMS[looked.alarm]} What it showed is kept in ${settings.WITNESS_DIR}.`);
  await tell({ witness: witness.signer.verifierKey, size: looked.size, alarm: looked.alarm ?? null, note: looked.cosigned ?? null });
  return looked;
}

if (process.argv.includes('--once')) {
  process.exitCode = await round().then(
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
    await round().catch((error: unknown) => console.error(`The log was not reached: ${(error as Error).message}`));
    await pause(settings.WITNESS_EVERY_SECONDS * 1000, undefined, { signal: ended.signal }).catch(() => undefined);
  }
}
