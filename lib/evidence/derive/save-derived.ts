import { record } from '@/lib/audit';
import { type Media, type PrismaClient, type Tx, announce, transact } from '@/lib/db';
import { type Clock, type Ids, type SystemActor, ok } from '@/lib/kernel';
import { unwrapKey } from '../keys';
import { sealText } from '../seal-text';
import type { Derived } from './derived';

/** What derivation needs from outside, so that tests can give it a moved clock. */
export interface DeriveTools {
  readonly client: PrismaClient;
  readonly clock: Clock;
  readonly ids: Ids;
}

export const DERIVER: SystemActor = { kind: 'system', name: 'renderings' };

/** What nothing was made of yet, or could not be for want of a decoder, which may be there by now. */
export const TO_DERIVE = { OR: [{ state: 'received' as const }, { state: 'unreadable' as const, unreadableCode: 'no_decoder' }] };

/** As many open pages as are told of one file: those of the most urgent items that hold it. */
const TOLD_MAX = 100;

function factsOf(media: Media, derived: Derived) {
  const { metadata, streams = [] } = derived;
  const sealedMetadata = metadata ? sealText(unwrapKey(media), { purpose: 'metadata', id: media.id }, metadata) : null;
  const known = { sealedMetadata, streams: streams.map((stream) => ({ ...stream })), unreadableCode: derived.code ?? null };
  if (derived.state === 'unreadable') return { ...known, state: derived.state };
  const { state, width, height, frames, durationMs, renderings } = derived;
  return { ...known, state, width, height, frames, durationMs, renderings: [...renderings.keys()] };
}

async function tellPages(tx: Tx, mediaId: string): Promise<void> {
  const holding = await tx.itemMedia.findMany({ where: { mediaId }, select: { itemId: true }, orderBy: { item: { urgency: 'asc' } }, take: TOLD_MAX });
  if (holding.length > 0) await announce(tx, 'queue');
  for (const { itemId } of holding) await announce(tx, 'case', itemId);
}

/** Writes down what came of a file, once: a row that something else was made of meanwhile is left as it is. */
export async function saveDerived({ client, clock, ids }: DeriveTools, media: Media, derived: Derived): Promise<void> {
  const facts = factsOf(media, derived);
  await transact(client, async (tx) => {
    const { count } = await tx.media.updateMany({ where: { id: media.id, ...TO_DERIVE }, data: { ...facts, derivedAt: clock.now() } });
    if (count === 0) return ok();
    await record({ tx, actor: DERIVER, ids, requestId: ids.next() }, {
      action: 'media.derived',
      details: { state: derived.state, ...(derived.code && { code: derived.code }) },
      targets: [{ type: 'media', id: media.id }],
    });
    await tellPages(tx, media.id);
    return ok();
  });
}
