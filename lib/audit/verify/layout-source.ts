import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readLeavesOf } from '../log/bundle';
import { parseCheckpoint } from '../log/checkpoint';
import { TILE_WIDTH, bundlePath, tilePath, tileWidth } from '../log/tile';
import type { LogSource, SourceEntry } from './source';

/** A bundle has 16 MB at most. */
const ANSWER_WITHIN_MS = 60_000;

/** Answers a file of the layout, or null when there is none. */
type ReadPath = (path: string) => Promise<Uint8Array | null>;

/** What a bundle holds, as far as it can be read: one place for each entry that belongs into it, and no more. */
function entriesOf(bundle: Uint8Array, n: number, width: number): SourceEntry[] {
  const { leaves, isWhole } = readLeavesOf(bundle, width);
  const fault = { code: 'bundle_changed', what: bundlePath(n, width) } as const;
  const entries = Array.from({ length: width }, (_, at): SourceEntry => ({ leaf: leaves[at] ?? null }));
  const first = Math.min(leaves.length, width - 1);
  return isWhole ? entries : entries.map((entry, at) => (at === first ? { ...entry, fault } : entry));
}

/** A log in the layout of https://c2sp.org/tlog-tiles, wherever its files are. */
function layoutSource(name: string, readPath: ReadPath): LogSource {
  let newest: Promise<string | null> | undefined;
  const text = (bytes: Uint8Array | null) => bytes && new TextDecoder().decode(bytes);
  const checkpoint = () => (newest ??= readPath('checkpoint').then(text));
  const sizeOf = async () => parseCheckpoint((await checkpoint()) ?? '')?.size ?? 0;
  return {
    name,
    checkpoint,
    checkpointsBetween: () => Promise.resolve([]),
    unsigned: () => Promise.resolve(0),
    async entries(from, to) {
      const n = Math.floor(from / TILE_WIDTH);
      const width = tileWidth(0, n, await sizeOf());
      const bundle = await readPath(bundlePath(n, width));
      if (!bundle) return Array.from({ length: Math.min(to, n * TILE_WIDTH + width) - from }, () => ({ leaf: null }));
      return entriesOf(bundle, n, width).slice(from - n * TILE_WIDTH, to - n * TILE_WIDTH);
    },
    tile: (tile) => readPath(tilePath(tile)),
    strays: () => Promise.resolve([]),
    close: () => Promise.resolve(),
  };
}

export function folderSource(folder: string): LogSource {
  return layoutSource(folder, async (path) => {
    try {
      return await readFile(join(folder, path));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw error;
    }
  });
}

/**
 * A desk's log over HTTP; `url` is what stands before `/checkpoint`, the key one with the scope audit.read. A desk that
 * finds it asks too often is waited for, as long as it says.
 * @throws Error when the desk refuses or fails, with what it answered.
 */
export function httpSource(url: string, apiKey: string | undefined): LogSource {
  const base = url.replace(/\/$/, '');
  const headers: Record<string, string> = apiKey ? { Authorization: `Bearer ${apiKey}` } : {};
  const ask = async (path: string): Promise<Response> => {
    for (;;) {
      const answer = await fetch(`${base}/${path}`, { headers, redirect: 'error', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
      const waitS = Number(answer.headers.get('retry-after'));
      if (answer.status !== 429 || !(waitS > 0)) return answer;
      await answer.body?.cancel();
      await pause(waitS * 1000);
    }
  };
  return layoutSource(base, async (path) => {
    const answer = await ask(path);
    if (answer.status === 404) return null;
    if (!answer.ok) throw new Error(`${base}/${path} answered ${answer.status}.`);
    return new Uint8Array(await answer.arrayBuffer());
  });
}
