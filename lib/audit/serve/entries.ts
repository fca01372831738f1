import { type Caller, type Tx, db, transact } from '@/lib/db';
import { type Actor, type Result, ok } from '@/lib/kernel';
import { readBundle } from '../log/serve';
import { TILE_WIDTH, parseTilePath } from '../log/tile';
import { record } from '../record';
import { type LogFile, noTileName, notInLog } from './files';

/** Any number, the same in every process: the first half of the locks of those who read entries. */
const READERS = 730_301;

const hasReadLately = async (tx: Pick<Tx, '$queryRaw'>, actorId: string): Promise<boolean> => {
  const found = await tx.$queryRaw<object[]>`
    SELECT 1 FROM "AuditEvent" WHERE "actorId" = ${actorId}::uuid AND "action" = 'audit.entries_read' AND "at" > now() - interval '1 hour' LIMIT 1`;
  return found.length > 0;
};

/**
 * That somebody reads entries is on the record before they get the first one, and once an hour: a log of a million is
 * four thousand bundles, and each entry about them would make one more to read. The trail itself tells whether it is
 * there already.
 */
async function recordReading(caller: Caller, actorId: string): Promise<void> {
  if (await hasReadLately(db(), actorId)) return;
  await transact(db(), async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${READERS}::int, hashtext(${actorId}))`;
    if (!(await hasReadLately(tx, actorId))) await record({ ...caller, tx }, { action: 'audit.entries_read', details: {} });
    return ok();
  });
}

/** A bundle holds the entries of all cases and cannot be had without some of them: whoever has a wall gets none. */
async function hasWall(actor: Actor): Promise<boolean> {
  if (actor.kind !== 'person') return false;
  return (await db().caseWall.findFirst({ where: { personId: actor.id, liftedAt: null }, select: { id: true } })) !== null;
}

/** A bundle of entries; `path` is what follows `tile/entries/`. To who is kept away from a case it is as missing as the case. */
export async function serveEntries(caller: Caller, path: string): Promise<Result<LogFile>> {
  const { actor } = caller;
  const name = parseTilePath(`entries/${path}`);
  if (!name) return noTileName();
  if (await hasWall(actor)) {
    await transact(db(), async (tx) => {
      await record({ ...caller, tx }, { action: 'access.refused', outcome: 'refused', details: { permission: 'audit.entries', code: 'not_found' }, targets: [{ type: 'route', id: 'audit.entries' }] });
      return ok();
    });
    return notInLog();
  }
  const bundle = await readBundle(db(), name.n, name.width);
  if (!bundle) return notInLog();
  if ('id' in actor) await recordReading(caller, actor.id);
  return ok({ bytes: Uint8Array.from(bundle), isFull: name.width === TILE_WIDTH });
}
