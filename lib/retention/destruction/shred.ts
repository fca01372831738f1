import { recordMany } from '@/lib/audit';
import type { Ctx, Destruction } from '@/lib/db';
import { livingKeks, shredFiles, shredTexts } from '@/lib/evidence';
import type { DestroyedPart } from '../schema';
import { targetOf } from './find';
import { emptyWithdrawn, forgetPeople, isWithdrawnOf } from './forget';
import { type ScopedFile, filesOf } from './scope';
import { hashOfStatement, statementOf } from './statement';

interface Shredding {
  readonly destruction: Destruction;
  readonly itemIds: readonly string[];
  /** Files alone: the words are still kept. */
  readonly isFilesOnly: boolean;
}

interface SealedPart {
  readonly id: string;
  readonly sha256: string;
  readonly byteSize: number;
}

const sealed = (what: DestroyedPart['what']) => (part: SealedPart): DestroyedPart => ({ what, sha1: null, md5: null, ...part });

/** What hangs on the items' keys, by the hash of its sealed form: that is what backups hold of it. */
async function sealedParts({ tx }: Ctx, { destruction: { caseId, isWholeCase }, itemIds, isFilesOnly }: Shredding): Promise<DestroyedPart[]> {
  if (isFilesOnly) return [];
  const ids = [...itemIds];
  const items = await tx.$queryRaw<SealedPart[]>`SELECT "id", encode(sha256("sealedBody"), 'hex') AS sha256, length("sealedBody") AS "byteSize" FROM "Item" WHERE "id" = ANY(${ids}::uuid[]) ORDER BY "id"`;
  const reports = await tx.$queryRaw<SealedPart[]>`SELECT "id", encode(sha256("sealedBody"), 'hex') AS sha256, length("sealedBody") AS "byteSize" FROM "Report" r WHERE "itemId" = ANY(${ids}::uuid[]) OR ${isWithdrawnOf(ids)} ORDER BY "id"`;
  const whole: DestroyedPart[] = isWholeCase ? [{ what: 'case', id: caseId, sha256: null, sha1: null, md5: null, byteSize: null }] : [];
  return [...items.map(sealed('item')), ...reports.map(sealed('report')), ...whole];
}

/**
 * Destroys the keys, in a transaction that has locked everything and asked what keeps it. What is gone is listed on the
 * row; the entries say it of each file and item.
 * @returns the files whose sealed bytes are to be removed now.
 */
export async function shredScope(ctx: Ctx, shredding: Shredding): Promise<readonly ScopedFile[]> {
  const { destruction, itemIds, isFilesOnly } = shredding;
  const { id, caseId, kind, isWholeCase } = destruction;
  const { goes, stays } = await filesOf(ctx.tx, itemIds);
  const parts: DestroyedPart[] = [
    ...goes.map(({ id: fileId, sha256, sha1, md5, byteSize }) => ({ what: 'file' as const, id: fileId, sha256, sha1, md5, byteSize })),
    ...(await sealedParts(ctx, shredding)),
  ];
  const takesCase = isWholeCase && !isFilesOnly;
  const items = isFilesOnly ? 0 : itemIds.length;
  const details = { kind, files: goes.length, items, reports: parts.filter(({ what }) => what === 'report').length, filesLeft: stays.length, isWholeCase: takesCase };
  const certificate = await statementOf(ctx, destruction, { parts, stays });
  await recordMany(ctx, [{ action: 'destruction.executed', details: { ...details, statementSha256: hashOfStatement(certificate) }, reason: destruction.reason, caseId, targets: [targetOf(destruction), { type: 'case', id: caseId }] }]);
  await shredFiles(ctx, goes, { reason: `${destruction.number}: ${destruction.reason}`, caseId });
  if (!isFilesOnly) {
    await shredTexts(ctx, { itemIds, caseId: takesCase ? caseId : undefined });
    await recordMany(ctx, itemIds.map((itemId) => ({ action: 'item.destroyed', details: {}, caseId, itemId, targets: [{ type: 'item', id: itemId }, targetOf(destruction)] })));
    await emptyWithdrawn(ctx, itemIds);
    await forgetPeople(ctx, itemIds);
  }
  await ctx.tx.destruction.update({
    where: { id },
    data: { state: 'destroying', itemIds: [...itemIds], destroyedAt: new Date(certificate.keysDestroyedAt), certificate, kekIds: livingKeks(), ...(isFilesOnly && { outcome: 'Files alone: what keeps the words is still running.' }) },
  });
  return goes;
}
