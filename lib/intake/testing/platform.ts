import { createKey } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Caller, db, transact } from '@/lib/db';
import { type PlatformActor, manualClock, randomIds } from '@/lib/kernel';

const NOW = new Date('2026-11-23T09:00:00Z');

/** A platform with a key in the database, and a clock that stands still. */
export async function testPlatform(name = 'Example Messenger'): Promise<Caller<PlatformActor> & { clock: ReturnType<typeof manualClock> }> {
  const clock = manualClock(NOW);
  const system = { kind: 'system', name: 'test' } as const;
  const issued = await transact(db(), (tx) => createKey({ tx, actor: system, clock, ids: randomIds, requestId: randomIds.next() }, { ...ORDINARY_KEY, name }));
  if (!issued.ok) throw new Error(issued.problem.safeMessage);
  return { actor: { kind: 'platform', id: issued.value.id, name, scopes: ORDINARY_KEY.scopes }, clock, ids: randomIds, requestId: randomIds.next() };
}
