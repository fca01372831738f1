import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Derived, ReadyFile } from '../../derive/derived';

type Bytes = Readonly<Record<'preview' | 'still' | 'peek' | 'play', Buffer>>;

/** The file that came of it, its renderings read to their end; fails when nothing of it can be shown. */
export async function ready(deriving: Promise<Derived>): Promise<ReadyFile & { readonly bytes: Bytes }> {
  const derived = await deriving;
  if (derived.state !== 'ready') throw new Error(`not ready: ${derived.code}`);
  const read = async ([name, content]: [string, Uint8Array | Readable]) => [name, content instanceof Uint8Array ? Buffer.from(content) : await buffer(content)] as const;
  return { ...derived, bytes: Object.fromEntries(await Promise.all([...derived.renderings].map(read))) as Bytes };
}
