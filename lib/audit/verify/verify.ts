import { type Checkpoint, parseCheckpoint } from '../log/checkpoint';
import { type Hash, leafHash, sameHash } from '../log/hash';
import { isSignedBy, parseNote } from '../log/note';
import type { NoteVerifier } from '../log/note-keys';
import { TILE_HEIGHT, TILE_WIDTH, hashAt, tileWidth } from '../log/tile';
import type { Finding } from './findings';
import { Frontier } from './frontier';
import type { LogSource } from './source';

/** Entries asked for at once: a bundle of the specification times some, so that a million take a few hundred questions. */
const STEP = TILE_WIDTH * 16;
/** After so many faults the rest is not worth listing; the first one is named in any case. */
const FINDINGS_MAX = 50;

export interface Verification {
  readonly isGood: boolean;
  readonly size: number;
  readonly checkpoints: number;
  /** Entries of months that were said to be detached: they are proven by their hash, their words were not read. */
  readonly elsewhere: number;
  /** Events without a checkpoint over them yet: nothing is said about those. */
  readonly unsigned: number;
  readonly findings: readonly Finding[];
}

export interface VerifyOptions {
  readonly source: LogSource;
  readonly verifier: NoteVerifier;
  /** Checkpoints that somebody else kept: a witness's, or one from an earlier export. They must be signed by the log, too. */
  readonly remembered?: readonly { readonly by: string; readonly note: string }[];
  /** Months whose events were taken out of the database on purpose, as `2026-01`. Any other that is gone is a fault. */
  readonly detached?: readonly string[];
  readonly onProgress?: (done: number, size: number) => void;
}

/** A checkpoint that is the log's own, or what is wrong with it. */
function openCheckpoint(note: string, verifier: NoteVerifier, what: string): Checkpoint | Finding {
  const checkpoint = parseCheckpoint(note);
  const parsed = parseNote(note);
  if (!checkpoint || !parsed) return { code: 'no_checkpoint', what };
  if (checkpoint.origin !== verifier.name) return { code: 'other_log', what };
  return isSignedBy(parsed, verifier) ? checkpoint : { code: 'bad_signature', what };
}

const isFinding = (value: Checkpoint | Finding): value is Finding => 'code' in value;

/** Everything that is to be compared with the rebuilt tree at some size. */
interface Claim {
  readonly checkpoint: Checkpoint;
  readonly what: string;
  readonly isRemembered: boolean;
}

/** Rebuilds the whole tree from the entries and compares every hash, checkpoint and signature with what it gives. */
export async function verifyLog({ source, verifier, remembered = [], detached = [], onProgress }: VerifyOptions): Promise<Verification> {
  const findings: Finding[] = [];
  const find = (finding: Finding) => void (findings.length < FINDINGS_MAX && findings.push(finding));
  const note = await source.checkpoint();
  const newest = note === null ? ({ code: 'no_checkpoint', what: source.name } as const) : openCheckpoint(note, verifier, 'the newest checkpoint');
  if (isFinding(newest)) return { isGood: false, size: 0, checkpoints: 0, elsewhere: 0, unsigned: 0, findings: [newest] };

  const claims: Claim[] = [{ checkpoint: newest, what: 'the newest checkpoint', isRemembered: false }];
  for (const { by, note: text } of remembered) {
    const opened = openCheckpoint(text, verifier, by);
    if (isFinding(opened)) find(opened);
    else if (opened.size > newest.size) find({ code: 'shortened', index: newest.size, what: by });
    else claims.push({ checkpoint: opened, what: by, isRemembered: true });
  }
  /** The source's own between two sizes. There may be more in all than fit into memory. */
  const ownClaims = async (from: number, to: number): Promise<Claim[]> => {
    const found: Claim[] = [];
    for (const { size, note: text } of await source.checkpointsBetween(from, to)) {
      const what = `checkpoint over ${size} entries`;
      const opened = openCheckpoint(text, verifier, what);
      if (isFinding(opened)) find(opened);
      else if (opened.size !== size) find({ code: 'misplaced', index: size, what });
      else if (size < newest.size) found.push({ checkpoint: opened, what, isRemembered: false });
    }
    return found;
  };

  const { frontier, elsewhere, checkpoints } = await rebuild({ source, size: newest.size, claims, ownClaims, detached, find, onProgress });
  if (frontier.size < newest.size) find({ code: 'leaf_missing', index: frontier.size, what: 'the entries end here' });
  for (const event of await source.strays()) find({ code: 'not_in_log', what: `event ${event}` });
  return { isGood: findings.length === 0, size: newest.size, checkpoints, elsewhere, unsigned: await source.unsigned(newest.size), findings };
}

interface Rebuilding extends Pick<VerifyOptions, 'source' | 'onProgress'> {
  readonly size: number;
  readonly claims: readonly Claim[];
  readonly ownClaims: (from: number, to: number) => Promise<readonly Claim[]>;
  readonly detached: readonly string[];
  readonly find: (finding: Finding) => void;
}

const bySize = (one: Claim, other: Claim) => one.checkpoint.size - other.checkpoint.size;

async function rebuild({ source, size, claims, ownClaims, detached, find, onProgress }: Rebuilding) {
  const frontier = new Frontier();
  let open = claims.toSorted(bySize);
  let checkpoints = claims.length;
  const gone = new Set<string>();
  const upper: { level: number; n: number; hash: Hash }[] = [];
  let elsewhere = 0;
  /** Up to here a signature vouches for everything: what is wrong begins after it. */
  let vouched = 0;
  let tile: Uint8Array | null = null;

  const settle = () => {
    for (let next = open[0]; next && next.checkpoint.size <= frontier.size; next = open[0]) {
      open.shift();
      const { checkpoint, what, isRemembered } = next;
      if (checkpoint.size < frontier.size) continue;
      if (sameHash(checkpoint.root, frontier.root())) vouched = frontier.size;
      else find({ code: isRemembered ? 'forked' : 'wrong_root', index: vouched, what });
    }
  };

  settle();
  while (frontier.size < size) {
    const entries = await source.entries(frontier.size, Math.min(size, frontier.size + STEP));
    if (entries.length === 0) break;
    const own = await ownClaims(frontier.size, frontier.size + entries.length);
    checkpoints += own.length;
    open = [...open, ...own].sort(bySize);
    for (const { leaf, month, fault } of entries) {
      const index = frontier.size;
      if (index % TILE_WIDTH === 0) {
        const name = { level: 0, n: index / TILE_WIDTH, width: tileWidth(0, index / TILE_WIDTH, size) };
        tile = await source.tile(name);
        if (!tile) find({ code: 'tile_missing', index, what: `tile 0/${name.n}` });
      }
      if (fault) find({ ...fault, index });
      const stored = tile && hashAt(tile, index % TILE_WIDTH);
      const computed = leaf && leafHash(leaf);
      if (!computed && month !== undefined) {
        elsewhere += 1;
        if (!detached.includes(month) && !gone.has(month)) find({ code: 'month_missing', index, what: month });
        gone.add(month);
      } else if (!computed) find({ code: 'leaf_missing', index });
      else if (stored && !sameHash(stored, computed)) find({ code: 'leaf_changed', index });
      // Going on with what the tree was built from keeps one changed entry from hiding what is wrong after it.
      const hash = stored ?? computed;
      if (!hash) return { frontier, elsewhere, checkpoints };
      frontier.append(hash, (leaves, n, node) => {
        const level = Math.log2(leaves) / TILE_HEIGHT;
        if (Number.isInteger(level)) upper.push({ level, n, hash: node });
      });
      settle();
    }
    await checkUpper(source, size, upper.splice(0), find);
    onProgress?.(frontier.size, size);
  }
  return { frontier, elsewhere, checkpoints };
}

/** Compares hashes above the leaves with the tiles that store them. */
async function checkUpper(source: LogSource, size: number, nodes: readonly { level: number; n: number; hash: Hash }[], find: (finding: Finding) => void): Promise<void> {
  const tiles = new Map<string, Uint8Array | null>();
  for (const { level, n, hash } of nodes) {
    const name = { level, n: Math.floor(n / TILE_WIDTH), width: tileWidth(level, Math.floor(n / TILE_WIDTH), size) };
    const key = `${level}/${name.n}`;
    const tile = tiles.has(key) ? tiles.get(key) : await source.tile(name);
    tiles.set(key, tile ?? null);
    const index = n * TILE_WIDTH ** level;
    if (!tile) find({ code: 'tile_missing', index, what: `tile ${key}` });
    else if (!sameHash(hashAt(tile, n % TILE_WIDTH), hash)) find({ code: 'tile_changed', index, what: `tile ${key}` });
  }
}
