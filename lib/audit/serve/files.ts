import { db } from '@/lib/db';
import { type Actor, type Result, config, fail, ok } from '@/lib/kernel';
import { linesOf, parseNote } from '../log/note';
import { parseVerifierKey } from '../log/note-keys';
import { type PublishedCheckpoint, newestCheckpoint, proveEvent, readTile } from '../log/serve';
import { TILE_WIDTH, parseTilePath } from '../log/tile';
import { and } from '../read/selection';
import { notHidden, wallsOf } from '../read/walls';

/** A file of the log. A full one never changes; of one that is not full a longer one will take the place. */
export interface LogFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly isFull: boolean;
}

/** What was asked for is not repeated: it may be anything. */
export const noTileName = () => fail('invalid', 'This names no part of the log. Addresses are those of c2sp.org/tlog-tiles: tile/0/x001/234.p/5.');
export const notInLog = () => fail('not_found', 'The log does not have this, or not yet.');

export async function serveCheckpoint(): Promise<Result<string>> {
  const newest = await newestCheckpoint(db());
  return newest ? ok(newest.note + (await cosignatures(newest))) : notInLog();
}

/**
 * What the named witnesses have signed under that very checkpoint, as far as the desk has heard (https://c2sp.org/tlog-cosignature).
 * Who knows none of their keys passes over their lines.
 */
async function cosignatures({ size, note }: PublishedCheckpoint): Promise<string> {
  const keys = config().AUDIT_WITNESS_KEYS;
  if (keys.length === 0) return '';
  const heard = await db().auditWitness.findMany({ where: { key: { in: [...keys] }, size: BigInt(size) }, orderBy: { key: 'asc' }, select: { key: true, note: true } });
  const text = parseNote(note)?.text;
  return heard
    .flatMap(({ key, note: word }) => {
      const signed = word === null ? undefined : parseNote(word);
      return signed?.text === text && signed ? linesOf(signed, parseVerifierKey(key)) : [];
    })
    .join('');
}

/** What checkpoints are checked with. Whoever means to verify needs it from elsewhere, too: a log can say anything of itself. */
export async function serveKey(): Promise<Result<string>> {
  const tree = await db().auditTree.findUnique({ where: { id: 1 }, select: { verifierKey: true } });
  return tree?.verifierKey ? ok(`${tree.verifierKey}\n`) : notInLog();
}

/**
 * A tile of hashes; `path` is what follows `tile/`. Hashes tell nothing about anybody, so that nothing is written of
 * it: a single look of a witness asks for many.
 */
export async function serveTile(path: string): Promise<Result<LogFile>> {
  const name = parseTilePath(path);
  if (!name || name.level === 'entries') return noTileName();
  const { level, n, width } = name;
  const hashes = await readTile(db(), { level, n, width });
  return hashes ? ok({ bytes: Uint8Array.from(hashes), isFull: width === TILE_WIDTH }) : notInLog();
}

/** Whether the event is one that the person is kept away from, or gone: to them there is none. */
async function isHidden(actor: Actor, eventId: string): Promise<boolean> {
  const walls = await wallsOf({ tx: db(), actor });
  if (!walls) return false;
  const shown = await db().$queryRaw<object[]>`SELECT 1 FROM "AuditEvent" WHERE "id" = ${eventId}::uuid AND ${and(notHidden(walls))} LIMIT 1`;
  return shown.length === 0;
}

/**
 * An event's `.tlog-proof` file; not found while it waits for its place, and for events of walled cases. It holds
 * hashes, and who asks has the event before them: reading that was what is on the record.
 */
export async function serveProof(actor: Actor, eventId: string): Promise<Result<string>> {
  if (await isHidden(actor, eventId)) return notInLog();
  const proof = await proveEvent(db(), eventId);
  return proof ? ok(proof.file) : notInLog();
}
