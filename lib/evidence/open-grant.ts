import { unwalled } from '@/lib/access';
import { mayLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { type Caller, type EvidenceView, type Item, type Media, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, log, ok } from '@/lib/kernel';
import { BrokenSeal } from './broken-seal';
import { readOriginal, readRendering } from './read';
import { GREY_TYPE } from './renderings';
import { REVEAL_TYPE, renderReveal } from './reveal';
import type { Shown } from './schema';
import { mediaTarget, oldestGrant } from './view-rules';

type Grant = EvidenceView & { media: Media; item: Item };

async function gone({ actor, ids, requestId }: Caller<PersonActor>, grantId: string): Promise<Result<never>> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, {
      action: 'access.refused',
      outcome: 'refused',
      details: { permission: 'evidence.view', code: 'not_found' },
      targets: [{ type: 'route', id: grantId, label: 'A look that is over or somebody else’s' }],
    });
    return ok();
  });
  return fail('not_found', 'This look is over. Ask for the file again on its page.');
}

const actionOf = (kind: Grant['kind']) => (kind === 'peek' ? 'evidence.peeked' : 'evidence.revealed');

async function recordBroken({ actor, ids, requestId }: Caller<PersonActor>, grant: Grant): Promise<void> {
  log.error({ requestId, mediaId: grant.mediaId }, 'a sealed file does not open');
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, {
      action: actionOf(grant.kind),
      outcome: 'failed',
      details: {},
      itemId: grant.itemId,
      caseId: grant.item.caseId,
      targets: [await mediaTarget(tx, grant.itemId, grant.mediaId)],
    });
    return ok();
  });
}

async function render(grant: Grant, actor: PersonActor, at: Date): Promise<Uint8Array<ArrayBuffer>> {
  if (grant.kind === 'peek') return Uint8Array.from(await readRendering(grant.media, 'peek'));
  return renderReveal(await readOriginal(grant.media), { name: actor.name, at });
}

/**
 * Uses a grant up and answers the rendering. Nothing leaves before the entry that says so is committed; the
 * decoding, which can take seconds, happens before that transaction and not in it. A grant that is used, too old,
 * another session's or another person's does not exist, nor does one on a case that the person is kept away from.
 */
export async function openGrant(caller: Caller<PersonActor>, { grantId }: { grantId: string }): Promise<Result<Shown>> {
  const { actor, clock, ids, requestId } = caller;
  const asked = clock.now();
  const mine = { id: grantId, personId: actor.id, sessionId: actor.sessionId, openedAt: null, endedAt: null, grantedAt: { gt: oldestGrant(asked) }, item: { case: unwalled(actor) }, media: { state: 'ready' as const } };
  const grant = await db().evidenceView.findFirst({ where: mine, include: { media: true, item: true } });
  if (!grant) return gone(caller, grantId);

  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await render(grant, actor, asked);
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    await recordBroken(caller, grant);
    return fail('unavailable', 'This file does not open: its stored form was changed. It was not shown, and this was recorded; tell a supervisor.');
  }

  const opened = await transact<boolean>(db(), async (tx) => {
    const now = clock.now();
    const [item] = await tx.$queryRaw<Item[]>`SELECT "leaseHolderId", "leaseUntil" FROM "Item" WHERE "id" = ${grant.itemId}::uuid FOR SHARE`;
    if (!item || !mayLook(actor, item, now)) return ok(false);
    const { count } = await tx.evidenceView.updateMany({ where: mine, data: { openedAt: now } });
    if (count === 0) return ok(false);
    await record({ tx, actor, ids, requestId }, {
      action: actionOf(grant.kind),
      details: {},
      reason: grant.reason ?? undefined,
      itemId: grant.itemId,
      caseId: grant.item.caseId,
      targets: [await mediaTarget(tx, grant.itemId, grant.mediaId)],
    });
    return ok(true);
  });
  if (!opened.ok) return opened;
  return opened.value ? ok({ body: bytes, contentType: grant.kind === 'peek' ? GREY_TYPE : REVEAL_TYPE }) : gone(caller, grantId);
}
