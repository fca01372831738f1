import { unwalled } from '@/lib/access';
import { historyOf } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, type Result, config, fail, log, ok } from '@/lib/kernel';
import { inGroups, keyStateOf } from '../agencies';
import { namesOf } from '../names';
import { openTexts, whyApproverGone, whyUnreadable } from '../request';
import { NO_REFERRAL } from '../request/find';
import { missingOf } from '../request/missing';
import { recordReferral } from '../request/move';
import { type ProcessTypeId, processSource, processWords, scopeOf } from '../request/schema';
import { choicesOf } from './choices';
import { itemsOf } from './items';
import { offOf } from './off';
import type { ReferralProgress, ReferralView } from './schema';
import { warningsOf } from './warnings';

const WITH = {
  case: { include: { subject: { select: { externalId: true, platform: true } } } },
  agency: true,
  key: true,
  reissueOf: { select: { id: true, number: true } },
  reissues: { select: { id: true, number: true }, orderBy: { createdAt: 'asc' } },
  takings: { orderBy: { grantedAt: 'desc' }, take: 50 },
} as const satisfies Prisma.ReferralInclude;
type Found = Prisma.ReferralGetPayload<{ include: typeof WITH }>;

const iso = (at: Date | null) => at?.toISOString() ?? null;
type Names = ReadonlyMap<string, string>;

function find({ tx, actor }: Ctx<PersonActor>, id: string): Promise<Found | null> {
  return tx.referral.findFirst({ where: { id, case: unwalled(actor) }, include: WITH });
}

const signed = (names: Names, by: string | null, at: Date | null) => (by !== null && at ? { by: names.get(by) ?? '', at: at.toISOString() } : null);

function keyOf({ key }: Found, names: Names): ReferralView['key'] {
  if (!key) return null;
  const state = keyStateOf(key);
  return { id: key.id, kind: key.kind, state, fingerprint: state === 'checked' ? inGroups(key.fingerprint) : null, checkedBy: key.checkedById ? (names.get(key.checkedById) ?? '') : null, checkedAt: iso(key.checkedAt) };
}

function legalBasisOf({ processType, processReference, processAuthority, issuedAt, deadline }: Found): ReferralView['legalBasis'] {
  return {
    processType: processType as ProcessTypeId | null,
    words: processType && processWords(processType),
    source: processType && processSource(processType),
    reference: processReference ?? '',
    authority: processAuthority ?? '',
    issuedAt: iso(issuedAt),
    deadline: iso(deadline),
  };
}

/** R-2026-00007.zip.gpg: what the agency's programs open by its ending. */
export const packageName = (number: string, kind: 'openpgp' | 'age'): string => `${number}.zip.${kind === 'age' ? 'age' : 'gpg'}`;

function packageOf({ number, key, packageSha256, packageBytes, manifestSha256, fileCount, removedAt }: Found): ReferralView['package'] {
  if (!packageSha256 || packageBytes === null || !key) return null;
  return { fileName: packageName(number, key.kind), byteSize: Number(packageBytes), sha256: packageSha256, manifestSha256: manifestSha256 ?? '', files: fileCount, removedAt: iso(removedAt) };
}

const progressOf = ({ packedBytes, totalBytes }: Pick<Found, 'packedBytes' | 'totalBytes'>) => ({ packedBytes: Number(packedBytes), totalBytes: Number(totalBytes) });

/** One referral with all that its page shows; reading it is an event. A text that does not open is said to be one, and takes nothing else along. */
export async function openReferral(ctx: Ctx<PersonActor>, { referralId }: { referralId: string }): Promise<Result<ReferralView>> {
  const found = await find(ctx, referralId);
  if (!found) return fail('not_found', NO_REFERRAL);
  await recordReferral(ctx, found, { action: 'referral.read', details: {} });
  const now = ctx.clock.now();
  const names = await namesOf(ctx.tx, [found.requestedById, found.approvedById, found.releasedById, found.key?.checkedById ?? null, ...found.takings.map(({ personId }) => personId)]);
  const scope = scopeOf(found.scope);
  const items = await itemsOf(ctx.tx, found.caseId, scope.itemIds);
  const approverGone = found.approvedById === null ? null : await whyApproverGone(ctx.tx, found, false);
  const { danger, redactions, decline, broken } = openTexts(found);
  if (broken.length > 0) log.error({ requestId: ctx.requestId, referralId, texts: broken }, 'a sealed text does not open');
  const off = offOf(ctx.actor, found, now, { approverGone, unreadable: whyUnreadable({ broken }) });
  const approved = signed(names, found.approvedById, found.approvedAt);
  return ok({
    id: found.id,
    number: found.number,
    case: { id: found.caseId, number: found.case.number, subject: found.case.subject.externalId, platform: found.case.subject.platform },
    kind: found.kind,
    state: found.state,
    profile: found.profile,
    isTest: config().TEST_MODE,
    updatedAt: found.updatedAt.toISOString(),
    agency: found.agency && agencyOf(found.agency),
    key: keyOf(found, names),
    legalBasis: legalBasisOf(found),
    danger,
    scope,
    redactions,
    broken,
    choices: off.edit === null ? await choicesOf(ctx.tx, found.case) : null,
    items,
    missing: found.state === 'draft' ? await missingOf(ctx.tx, found, now) : [],
    warnings: warningsOf({ processType: found.processType, agencyCountry: found.agency?.country ?? null, deadline: found.kind === 'emergency' ? null : found.deadline, scope, items, now }),
    agreedDigest: found.agreedDigest && Buffer.from(found.agreedDigest).toString('hex'),
    requested: { by: names.get(found.requestedById) ?? '', at: iso(found.requestedAt) },
    sentBack: decline,
    approved: approved && found.approvedUntil ? { ...approved, until: found.approvedUntil.toISOString() } : null,
    released: signed(names, found.releasedById, found.releasedAt),
    progress: progressOf(found),
    problem: found.problem,
    package: packageOf(found),
    takeUntil: iso(found.takeUntil),
    takings: found.takings.map(({ personId, grantedAt, openedAt, endedAt }) => ({ by: names.get(personId) ?? '', grantedAt: grantedAt.toISOString(), openedAt: iso(openedAt), endedAt: iso(endedAt) })),
    acknowledged: found.acknowledgedAt && { at: found.acknowledgedAt.toISOString(), reference: found.acknowledgement ?? '' },
    reissueOf: found.reissueOf,
    reissues: found.reissues,
    off,
    history: (await historyOf(ctx, { caseId: found.caseId, targetId: found.id })).map(({ id, at, actor, words }) => ({ id, at, actor, words })),
  });
}

function agencyOf({ id, name, country, unit, contactName, email, phone, retiredAt }: NonNullable<Found['agency']>): NonNullable<ReferralView['agency']> {
  return { id, name, country, unit, contactName, email, phone, isRetired: retiredAt !== null };
}

/** How far a package is, for a page that is open: that it was opened is the event. */
export async function referralProgress(ctx: Ctx<PersonActor>, { referralId }: { referralId: string }): Promise<Result<ReferralProgress>> {
  const found = await ctx.tx.referral.findFirst({ where: { id: referralId, case: unwalled(ctx.actor) }, select: { state: true, packedBytes: true, totalBytes: true, problem: true } });
  return found ? ok({ state: found.state, problem: found.problem, ...progressOf(found) }) : fail('not_found', NO_REFERRAL);
}
