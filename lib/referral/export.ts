import { createHash } from 'node:crypto';
import { record } from '@/lib/audit';
import type { Ctx } from '@/lib/db';
import type { SealedObject } from '@/lib/evidence';
import { type PersonActor, type Result, config, fail, ok } from '@/lib/kernel';
import { keptUntil } from '@/lib/retention';
import { type Export, describeCase, readme } from './describe-case';
import { describeItem } from './describe-item';
import { loadCase } from './load-case';
import { CASE_FILE, MANIFEST, README } from './schema';

/** One file of a referral: its text, or the sealed original that it is read from when its turn comes. */
export interface Part {
  readonly path: string;
  readonly sha256: string;
  readonly content: string | SealedObject;
}

/** All that a referral will hold, fixed and recorded before its first byte leaves. */
export interface Referral {
  readonly id: string;
  readonly fileName: string;
  readonly madeAt: Date;
  readonly parts: readonly Part[];
}

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** R-2026-00007: what people say aloud. */
async function nextNumber({ tx, clock }: Pick<Ctx, 'tx' | 'clock'>): Promise<string> {
  const [next] = await tx.$queryRaw<{ n: bigint }[]>`SELECT nextval('referral_number') AS n`;
  return `R-${clock.now().getUTCFullYear()}-${String(next?.n ?? 0n).padStart(5, '0')}`;
}

function text(path: string, content: string): Part {
  return { path, sha256: sha256(content), content };
}

/**
 * Decides what a referral of a case holds and records the export, with the manifest's hash, so that what leaves can
 * be held against what was recorded. `packReferral` then makes the ZIP, after this transaction has committed.
 */
export async function exportReferral(ctx: Ctx<PersonActor>, { caseId }: { caseId: string }): Promise<Result<Referral>> {
  const found = await loadCase(ctx, caseId);
  if (!found) return fail('not_found', 'There is no such case.');
  const madeAt = ctx.clock.now();
  const id = ctx.ids.next();
  const about: Export = { referralId: id, by: ctx.actor.name, at: madeAt, mode: config().TEST_MODE ? 'test' : 'production' };

  const exhibits = found.items.map((item, index) => describeItem(item, index + 1));
  const facts = describeCase(found, exhibits, about, await keptUntil(ctx.tx, caseId));
  const listed: Part[] = [
    text(README, readme(found, exhibits, about)),
    text(CASE_FILE, `${JSON.stringify(facts, null, 2)}\n`),
    ...exhibits.flatMap(({ name, conversation }) => (conversation ? [text(`conversation-${name}.txt`, `${conversation}\n`)] : [])),
    ...exhibits.flatMap(({ files }) => files.map(({ path, sha256: hash, media }) => ({ path, sha256: hash, content: media }))),
  ];
  const manifest = text(MANIFEST, listed.map((part) => `${part.sha256}  ${part.path}\n`).join(''));

  await ctx.tx.referral.create({
    data: {
      id, number: await nextNumber(ctx), caseId, state: 'released', profile: 'simple', scope: {}, requestedById: ctx.actor.id, releasedById: ctx.actor.id,
      createdAt: madeAt, updatedAt: madeAt, releasedAt: madeAt, fileCount: listed.length, manifestSha256: manifest.sha256,
    },
  });
  await record(ctx, {
    action: 'referral.exported',
    details: { files: listed.length, manifestSha256: manifest.sha256 },
    caseId,
    targets: [{ type: 'referral', id }, { type: 'case', id: caseId, label: found.number }],
  });
  return ok({ id, fileName: `referral-${found.number}.zip`, madeAt, parts: [...listed, manifest] });
}
