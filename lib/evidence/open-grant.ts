import { unwalled } from '@/lib/access';
import { type Leased, howToLook } from '@/lib/access/schema';
import { record } from '@/lib/audit';
import { type Caller, type EvidenceView, type Item, type Media, type Tx, db, transact } from '@/lib/db';
import { type PersonActor, type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import { settingsOf } from '@/lib/wellness';
import { BrokenSeal } from './broken-seal';
import { foundBroken } from './found-broken';
import { isPreserved } from './preserved';
import { type Rendered, renderLook, renderingOf } from './render-look';
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

/** What a person can still open: theirs, in this session, not used, not too old, of a case that is not closed to them. */
const openable = ({ actor, clock }: Caller<PersonActor>, grantId: string) => ({
  id: grantId,
  personId: actor.id,
  sessionId: actor.sessionId,
  openedAt: null,
  endedAt: null,
  grantedAt: { gt: oldestGrant(clock.now()) },
  item: { case: unwalled(actor) },
  media: { state: 'ready' as const },
});

/** Whether they may look at this moment: an item that is decided and preserved meanwhile asks for a reason that the grant may not have. */
async function mayOpen(tx: Tx, { actor, clock }: Caller<PersonActor>, item: Leased & Pick<Item, 'caseId' | 'state'>, reason: string | null): Promise<boolean> {
  const now = clock.now();
  const looking = howToLook(actor, { ...item, isPreserved: await isPreserved(tx, item, now) }, now);
  return looking === 'as_ever' || (looking === 'with_reason' && reason !== null);
}

/** Uses the grant up and writes that it was; false when it is no longer to be opened. */
function commit(caller: Caller<PersonActor>, grant: Grant): Promise<Result<boolean>> {
  const { actor, clock, ids, requestId } = caller;
  return transact<boolean>(db(), async (tx) => {
    const now = clock.now();
    const [item] = await tx.$queryRaw<(Leased & Pick<Item, 'caseId' | 'state'>)[]>`SELECT "caseId", "state", "leaseHolderId", "leaseUntil" FROM "Item" WHERE "id" = ${grant.itemId}::uuid FOR SHARE`;
    if (!item || !(await mayOpen(tx, caller, item, grant.reason))) return ok(false);
    const { count } = await tx.evidenceView.updateMany({ where: openable(caller, grant.id), data: { openedAt: now } });
    if (count === 0) return ok(false);
    await record({ tx, actor, ids, requestId }, {
      action: grant.kind === 'peek' ? 'evidence.peeked' : 'evidence.revealed',
      details: {},
      reason: grant.reason ?? undefined,
      itemId: grant.itemId,
      caseId: grant.item.caseId,
      targets: [await mediaTarget(tx, grant.itemId, grant.mediaId)],
    });
    return ok(true);
  });
}

async function render(caller: Caller<PersonActor>, grant: Grant): Promise<Result<Rendered>> {
  const { kind, media, item } = grant;
  const sayBroken = () => foundBroken(caller, { mediaId: media.id, rendering: renderingOf(grant), item: { id: item.id, caseId: item.caseId } });
  try {
    const settings = await settingsOf({ tx: db(), actor: caller.actor });
    return await renderLook(caller, { media, kind, settings, at: caller.clock.now(), onBroken: () => void sayBroken().catch((error: unknown) => log.error({ requestId: caller.requestId, error: traceOf(error) }, 'a broken seal could not be put on record')) });
  } catch (error) {
    if (!(error instanceof BrokenSeal)) throw error;
    await sayBroken();
    return fail('unavailable', 'This file does not open: its stored form was changed. It was not shown, and this was recorded; supervisors are told.');
  }
}

/**
 * Uses a grant up and answers what it shows. Nothing leaves before the entry that says so is committed; the decoding,
 * which can take seconds, happens or begins before that transaction and not in it. A grant that is used, too old,
 * another session's or another person's does not exist, nor does one on a case that the person is kept away from, on an
 * item that they do not hold any more, or on a file that cannot be shown any more.
 */
export async function openGrant(caller: Caller<PersonActor>, { grantId }: { grantId: string }): Promise<Result<Shown>> {
  const grant = await db().evidenceView.findFirst({ where: openable(caller, grantId), include: { media: true, item: true } });
  if (!grant || !(await mayOpen(db(), caller, grant.item, grant.reason))) return gone(caller, grantId);
  const rendered = await render(caller, grant);
  if (!rendered.ok) return rendered;
  const opened = await commit(caller, grant).catch((error: unknown) => {
    rendered.value.discard();
    throw error;
  });
  if (opened.ok && opened.value) return ok(rendered.value.shown);
  rendered.value.discard();
  return opened.ok ? gone(caller, grantId) : opened;
}
