// Loads the demo into an empty database: people, a platform's key, drawn pictures and made-up conversations, all through
// the same verbs as in production. Run by `npm start` once; by hand: npx tsx --conditions=react-server bin/seed.ts
import { pathToFileURL } from 'node:url';
import { createKey, createPerson, hashPassword, isKeyForm } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Caller, db, transact } from '@/lib/db';
import { receiveMedia } from '@/lib/evidence';
import { receiveItems } from '@/lib/intake';
import { type PlatformActor, type Result, type Role, manualClock, randomIds, systemClock } from '@/lib/kernel';
import { DEMO_ITEMS, submissionOf } from './demo/items';
import { type Drawing, drawJpeg } from './demo/drawings';

const MINUTE = 60_000;
const KEY_NAME = 'Demo platform';

const PEOPLE: readonly (readonly [email: string, displayName: string, role: Role])[] = [
  ['moderator@example.com', 'Robin Vale', 'moderator'],
  ['moderator2@example.com', 'Sam Okoro', 'moderator'],
  ['supervisor@example.com', 'Noa Lindqvist', 'supervisor'],
  ['liaison@example.com', 'Ira Castellan', 'liaison'],
  ['auditor@example.com', 'Toni Abara', 'auditor'],
  ['admin@example.com', 'Kim Sorel', 'admin'],
];

const system = { actor: { kind: 'system', name: 'demo' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.safeMessage} ${result.problem.fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`);
  return result.value;
}

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
}

/**
 * Loads the demo, unless there are people in the database already. The people come last: a run that was cut short is
 * taken up again by the next one.
 * @returns whether anything was loaded.
 */
export async function seedDemo({ password, apiKey }: DemoInput): Promise<boolean> {
  if ((await db().person.count()) >= PEOPLE.length) return false;
  if (!isKeyForm(apiKey)) throw new Error('DEMO_API_KEY must be 8 to 200 visible ASCII characters, without spaces.');
  await sendItems(await platform(apiKey), systemClock.now());
  const passwordHash = await hashPassword(password);
  await transact(db(), async (tx) => {
    let last: Result<unknown> = { ok: true, value: undefined };
    for (const [email, displayName, role] of PEOPLE) {
      last = await createPerson({ ...system, tx }, { email, displayName, role, passwordHash, isDemo: true });
      if (!last.ok) return last;
    }
    return last;
  }).then(must);
  return true;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { DEMO_PASSWORD: password, DEMO_API_KEY: apiKey } = process.env;
  if (!password || !apiKey) throw new Error('Set DEMO_PASSWORD and DEMO_API_KEY: the demo needs a password for its people and a key for its platform.');
  await seedDemo({ password, apiKey });
  await db().$disconnect();
}
