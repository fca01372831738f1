import type { Destruction, Tx } from '@/lib/db';

/** An item whose key is there. */
const living = { not: new Uint8Array() };

/** Ids of a case's items that are not destroyed, in the order in which pages number them; `only` narrows them to some. */
export async function livingItems(tx: Tx, caseId: string, only?: readonly string[]): Promise<string[]> {
  const items = await tx.item.findMany({
    where: { caseId, wrappedKey: living, ...(only && { id: { in: [...only] } }) },
    orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }],
    select: { id: true },
  });
  return items.map(({ id }) => id);
}

/**
 * Why a destruction is not any more what was asked for, in words; null when it is. The case is locked. What was agreed to is what
 * goes: items that joined the case since were not, and what somebody else destroyed meanwhile is not certified twice.
 */
export async function whatChanged(tx: Tx, { caseId, isWholeCase, itemIds }: Pick<Destruction, 'caseId' | 'isWholeCase' | 'itemIds'>): Promise<string | null> {
  const { status, wrappedKey } = await tx.case.findUniqueOrThrow({ where: { id: caseId }, select: { status: true, wrappedKey: true } });
  const living = await livingItems(tx, caseId, isWholeCase ? undefined : itemIds);
  if (isWholeCase ? wrappedKey.length === 0 : living.length === 0) return 'nothing of it is left';
  if (isWholeCase && status === 'open') return 'the case was opened again';
  return living.length === itemIds.length && living.every((id) => itemIds.includes(id)) ? null : 'the case has other items than when this was asked for';
}

/** Items by their numbers on the case's page, from 1; null when one of them is not there. */
export async function itemsByNumber(tx: Tx, caseId: string, numbers: readonly number[]): Promise<string[] | null> {
  const all = await tx.item.findMany({ where: { caseId }, orderBy: [{ receivedAt: 'asc' }, { id: 'asc' }], select: { id: true } });
  const ids = [...new Set(numbers)].map((number) => all[number - 1]?.id);
  return ids.every((id) => id !== undefined) ? ids : null;
}

export interface ScopedFile {
  readonly id: string;
  readonly address: string;
  readonly sha256: string;
  readonly sha1: string;
  readonly md5: string;
  readonly byteSize: number;
}

/**
 * Files of these items whose key is there: those that go with them, and those that stay because an item that is not destroyed
 * holds them, too.
 */
export async function filesOf(tx: Tx, itemIds: readonly string[]): Promise<{ goes: ScopedFile[]; stays: ScopedFile[] }> {
  const files = await tx.$queryRaw<(ScopedFile & { stays: boolean })[]>`
    SELECT m."id", m."address", m."sha256", m."sha1", m."md5", m."byteSize",
           EXISTS (SELECT 1 FROM "ItemMedia" o JOIN "Item" oi ON oi."id" = o."itemId"
                    WHERE o."mediaId" = m."id" AND NOT o."itemId" = ANY(${[...itemIds]}::uuid[]) AND length(oi."wrappedKey") > 0) AS stays
      FROM "Media" m
     WHERE m."state" <> 'destroyed' AND m."id" IN (SELECT "mediaId" FROM "ItemMedia" WHERE "itemId" = ANY(${[...itemIds]}::uuid[]))
     ORDER BY m."id"`;
  const those = (stay: boolean) => files.filter(({ stays }) => stays === stay).map(({ stays: _stays, ...file }) => file);
  return { goes: those(false), stays: those(true) };
}
