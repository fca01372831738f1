// Loads the demo into an empty database: people, a platform's key, drawn pictures and made-up conversations, an agency, and what
// was decided, reported and kept before, all through the same verbs as in production. Run by `npm start` once; by hand:
// npx tsx --conditions=react-server bin/seed.ts
import { pathToFileURL } from 'node:url';
import { createKey, hashPassword, isKeyForm } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Caller, db, transact } from '@/lib/db';
import { receiveMedia } from '@/lib/evidence';
import { receiveItems } from '@/lib/intake';
import { type PlatformActor, manualClock, ok, randomIds, systemClock } from '@/lib/kernel';
import { addDemoAgency } from './demo/agency';
import { type Drawing, drawJpeg } from './demo/drawings';
import { type FileReports, sandboxFiling } from './demo/file-reports';
import { DEMO_ITEMS } from './demo/items';
import { must } from './demo/must';
import { PEOPLE_COUNT, addPeople } from './demo/people';
import { settleCases } from './demo/story';
import { submissionOf } from './demo/submission';

const MINUTE = 60_000;
const KEY_NAME = 'Demo platform';
/** When the demo's reports were filed: after the last of them was due. */
const FILED_MINUTES_AGO = 3;

const system = { actor: { kind: 'system', name: 'demo' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;

async function platform(apiKey: string): Promise<PlatformActor> {
  const known = await db().apiKey.findUnique({ where: { name: KEY_NAME } });
  const id = known?.id ?? must(await transact(db(), (tx) => createKey({ ...system, tx }, { ...ORDINARY_KEY, name: KEY_NAME }, apiKey))).id;
  return { kind: 'platform', id, name: KEY_NAME, scopes: ORDINARY_KEY.scopes };
}

async function sendDrawings(caller: Caller<PlatformActor>): Promise<ReadonlyMap<Drawing, string>> {
  const names = new Set(DEMO_ITEMS.flatMap(({ lines }) => lines.flatMap(({ files = [] }) => files)));
  const ids = new Map<Drawing, string>();
  for (const name of names) {
    const bytes = await drawJpeg(name);
    const received = await receiveMedia(caller, { body: new Blob([Uint8Array.from(bytes)]).stream(), contentType: 'image/jpeg', contentLength: null });
    ids.set(name, must(received).receipt.mediaId);
  }
  return ids;
}

async function sendItems(actor: PlatformActor, now: Date): Promise<void> {
  const mediaIdOf = await sendDrawings({ ...system, actor });
  const oldestFirst = [...DEMO_ITEMS].sort((a, b) => b.minutesAgo - a.minutesAgo);
  for (const item of oldestFirst) {
    const clock = manualClock(new Date(now.getTime() - item.minutesAgo * MINUTE));
    const [outcome] = await receiveItems({ ...system, actor, clock }, [submissionOf(item, mediaIdOf, now)]);
    // A conflict is an item that an earlier run, cut short, has sent with an earlier time.
    if (outcome && 'problem' in outcome && outcome.problem.code !== 'conflict') must({ ok: false, problem: outcome.problem });
  }
}

export interface DemoInput {
  /** One password for every demo account. */
  readonly password: string;
  /** The platform's key. */
  readonly apiKey: string;
  /** Of age: what is referred to the demo's agency is sealed for it. */
  readonly agencyRecipient: string;
}

/**
 * Loads the demo, unless there are people in the database already. The people come last, in one transaction with all that
 * they did: a run that was cut short is taken up again by the next one.
 * @param fileReports - none where there is no hotline that is ours to report invented things to.
 * @returns whether anything was loaded.
 */
export async function seedDemo({ password, apiKey, agencyRecipient }: DemoInput, fileReports?: FileReports): Promise<boolean> {
  if ((await db().person.count()) >= PEOPLE_COUNT) return false;
  if (!isKeyForm(apiKey)) throw new Error('DEMO_API_KEY must be 8 to 200 visible ASCII characters, without spaces.');
  const now = systemClock.now();
  await sendItems(await platform(apiKey), now);
  const passwordHash = await hashPassword(password);
  const settled = await transact(db(), async (tx) => {
    const as = await addPeople(tx, { passwordHash, now });
    const agencyId = await addDemoAgency(as, agencyRecipient);
    return ok(await settleCases(as, { agencyId, isReported: fileReports !== undefined }));
  });
  // Cut short between these two, the worker files them: they are due.
  await fileReports?.(must(settled), new Date(now.getTime() - FILED_MINUTES_AGO * MINUTE));
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { DEMO_PASSWORD: password, DEMO_API_KEY: apiKey, DEMO_AGENCY_RECIPIENT: agencyRecipient } = process.env;
  if (!password || !apiKey || !agencyRecipient) {
    throw new Error('Set DEMO_PASSWORD, DEMO_API_KEY and DEMO_AGENCY_RECIPIENT: the demo needs a password for its people, a key for its platform, and a recipient of age (age-keygen makes one) for its agency.');
  }
  await seedDemo({ password, apiKey, agencyRecipient }, sandboxFiling(process.env));
  await db().$disconnect();
}
