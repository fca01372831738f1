import { inheritWalls } from '@/lib/access';
import { recordMany } from '@/lib/audit';
import { type Ctx, announce, insertRows } from '@/lib/db';
import { deriveSooner } from '@/lib/evidence';
import { type PlatformActor, Problem } from '@/lib/kernel';
import { keyOf, lockAccounts } from './accounts';
import { checkMedia } from './check-media';
import { type KnownItem, findKnown } from './find-known';
import { openCases } from './open-cases';
import type { Prepared } from './prepare';
import { type ItemRows, rowsOf } from './rows';
import type { ItemReceipt } from './schema';

export type Outcome = { readonly receipt: ItemReceipt; readonly isNew: boolean } | { readonly problem: Problem };

const changed = () =>
  new Problem('conflict', 'This externalId was sent before with another body. The first one stays; send a change under a new externalId.', [
    { field: 'externalId', message: 'Was used for another body' },
  ]);

/** The first answer again, or a conflict when the body is another one. */
function answerAgain({ input, digest, warnings }: Prepared, { id, caseNumber, bodyDigest }: KnownItem): Outcome {
  if (Buffer.compare(digest, bodyDigest) !== 0) return { problem: changed() };
  return { receipt: { externalId: input.externalId, itemId: id, caseNumber, warnings: [...warnings] }, isNew: false };
}

async function findConversations({ tx, ids }: Ctx, items: readonly Prepared[]): Promise<ReadonlyMap<string, string>> {
  const wanted = new Map(items.flatMap(({ input: { platform, conversation } }) => (conversation ? [[keyOf(platform, conversation.externalId), { platform, ...conversation }] as const] : [])));
  if (wanted.size === 0) return new Map();
  const rows = [...wanted].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  await insertRows(tx, 'Conversation', rows.map((row) => ({ id: ids.next(), ...row })), { skipDuplicates: true });
  const found = await tx.$queryRaw<{ id: string; platform: string; externalId: string }[]>`
    SELECT "id", "platform", "externalId" FROM "Conversation"
    WHERE ("platform", "externalId") IN (SELECT * FROM unnest(${rows.map((r) => r.platform)}::text[], ${rows.map((r) => r.externalId)}::text[]))`;
  return new Map(found.map(({ id, platform, externalId }) => [keyOf(platform, externalId), id]));
}

async function insert({ tx }: Ctx, rows: readonly ItemRows[]): Promise<void> {
  await insertRows(tx, 'Item', rows.map(({ item }) => item));
  await insertRows(tx, 'Participant', rows.flatMap(({ participants }) => participants));
  await insertRows(tx, 'IpEvent', rows.flatMap(({ ipEvents }) => ipEvents));
  await insertRows(tx, 'Message', rows.flatMap(({ messages }) => messages));
  await insertRows(tx, 'MessageMedia', rows.flatMap(({ messageMedia }) => messageMedia));
  await insertRows(tx, 'ItemMedia', rows.flatMap(({ itemMedia }) => itemMedia));
  await insertRows(tx, 'Signal', rows.flatMap(({ signals }) => signals));
}

/**
 * Writes the items in the caller's transaction, a fixed number of statements however many there are. Answers one
 * outcome for each item, in order; those that were known or cannot be taken leave nothing behind.
 */
export async function storeItems(ctx: Ctx<PlatformActor>, items: readonly Prepared[]): Promise<Outcome[]> {
  const outcomes = new Map<Prepared, Outcome>();
  const settle = (known: ReadonlyMap<string, KnownItem>) => {
    for (const item of items) {
      const same = outcomes.has(item) ? undefined : known.get(keyOf(item.input.platform, item.input.externalId));
      if (same) outcomes.set(item, answerAgain(item, same));
    }
  };
  const left = () => items.filter((item) => !outcomes.has(item));

  settle(await findKnown(ctx.tx, items));
  for (const [item, problem] of await checkMedia(ctx.tx, left())) outcomes.set(item, { problem });
  // Twice in one request is the same as twice in a row: the later one is answered from the earlier one.
  const firsts = [...new Map(left().toReversed().map((item) => [keyOf(item.input.platform, item.input.externalId), item])).values()].toReversed();
  if (firsts.length > 0) {
    const accounts = await lockAccounts(ctx, firsts);
    // Another request may have taken the same items in while this one waited for the accounts.
    settle(await findKnown(ctx.tx, left()));
    const fresh = firsts.filter((item) => !outcomes.has(item));
    if (fresh.length > 0) settle(await takeIn(ctx, fresh, accounts, outcomes));
  }
  return items.map((item) => outcomes.get(item) ?? { problem: new Problem('unavailable', 'The item was not stored. Send it again.') });
}

async function takeIn(ctx: Ctx<PlatformActor>, fresh: readonly Prepared[], accounts: Awaited<ReturnType<typeof lockAccounts>>, outcomes: Map<Prepared, Outcome>): Promise<ReadonlyMap<string, KnownItem>> {
  await accounts.refresh();
  const conversationIdOf = await findConversations(ctx, fresh);
  const subjects = fresh.map(({ input: { platform, subject } }) => accounts.idOf.get(keyOf(platform, subject.externalId)) ?? '');
  const { bySubject, opened } = await openCases(ctx, subjects);
  const rows = fresh.map((item) => rowsOf(ctx, item, { accountIdOf: accounts.idOf, conversationIdOf, caseOf: bySubject }));
  await insert(ctx, rows);
  await deriveSooner(ctx.tx, rows.flatMap(({ item: { urgency }, itemMedia }) => itemMedia.map(({ mediaId }) => ({ mediaId, urgency }))));

  const numbers = new Map([...bySubject.values()].map(({ id, number }) => [id, number]));
  const known = new Map<string, KnownItem>();
  for (const [at, item] of fresh.entries()) {
    const row = rows[at]?.item;
    if (!row) continue;
    const caseNumber = numbers.get(row.caseId) ?? '';
    known.set(keyOf(row.platform, row.externalId), { id: row.id, caseNumber, bodyDigest: item.digest });
    outcomes.set(item, { receipt: { externalId: row.externalId, itemId: row.id, caseNumber, warnings: [...item.warnings] }, isNew: true });
  }
  await recordMany(ctx, opened.map(({ id, number }) => ({ action: 'case.opened', details: {}, caseId: id, targets: [{ type: 'case', id, label: number }] })));
  if (opened.length > 0) await inheritWalls(ctx, opened);
  await recordMany(ctx, rows.map(({ item, messages, itemMedia, signals }) => ({
    action: 'item.received',
    details: { messages: messages.length, files: itemMedia.length, signals: signals.length },
    caseId: item.caseId,
    itemId: item.id,
    targets: [{ type: 'item', id: item.id, label: numbers.get(item.caseId) }],
  })));
  await announce(ctx.tx, 'queue');
  return known;
}
