// Lets a witness on this machine in: makes its key, and an API key to read the log and to speak with. Prints both beside
// the log's verifier key, as one JSON object; nothing when an admin has revoked the API key, which then stays so. Run by
// `npm start` in test mode; elsewhere an admin makes the key on the page API keys.
import { createKey, rotateKey } from '@/lib/access';
import { fileSigner, witnessSigner } from '@/lib/audit';
import { db, transact } from '@/lib/db';
import { randomIds, systemClock } from '@/lib/kernel';

const NAME = 'Witness of this machine';
const DAYS = 365;

const { WITNESS_DIR: folder, WITNESS_NAME: name } = process.env;
if (!folder || !name) throw new Error('Set WITNESS_DIR and WITNESS_NAME: a witness keeps its key and its memory in a folder of its own.');

const base = { actor: { kind: 'system', name: 'launcher' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
const known = await db().apiKey.findUnique({ where: { name: NAME }, select: { id: true, revokedAt: true } });
if (!known?.revokedAt) {
  const given = await transact(db(), (tx) =>
    known
      ? rotateKey({ ...base, tx }, { id: known.id, days: DAYS, overlapHours: 0 })
      : createKey({ ...base, tx }, { name: NAME, scopes: ['audit.read', 'audit.witness'], days: DAYS, ratePerMinute: 6_000, needsSignature: false }),
  );
  if (!given.ok) throw new Error(given.problem.safeMessage);
  console.log(JSON.stringify({ apiKey: given.value.secret, verifierKey: witnessSigner(folder, name).verifierKey, logKey: fileSigner().verifierKey }));
}
await db().$disconnect();
