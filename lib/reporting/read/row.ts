import type { Prisma } from '@/lib/db';
import { hotlineNameOf, leavableAt } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import { lateAfterMs } from '../reconcile/rules';
import { isInDoubt, takesReference } from '../rules';
import { type ReportState, funnelStepOf } from '../schema';
import { ownerOf } from './owner';

/** A part of a report that its hotline refused, in our words. */
export interface RefusedField {
  /** As in `victim/0/schoolName`; empty where the hotline did not say. */
  readonly path: string;
  readonly words: string;
  readonly whatToDo: string;
  /** Whether it can be left out of its element and sent as text. */
  readonly isLeavable: boolean;
}

/** One report as pages show it. Times are ISO 8601 in UTC. */
export interface ReportRow {
  readonly id: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly itemId: string;
  readonly decisionId: string;
  /** The platform's id of the account. */
  readonly subject: string;
  readonly hotline: string;
  /** What people call it. */
  readonly hotlineName: string;
  readonly channel: Channel;
  /** Why it goes there, as it was shown before the click. */
  readonly routeReason: string;
  readonly isTest: boolean;
  readonly state: ReportState;
  readonly createdAt: string;
  readonly dueAt: string;
  readonly filedAt: string | null;
  /** The hotline's number, given only once the report is filed. */
  readonly receipt: string | null;
  /** The number of an earlier attempt of which nobody but the hotline can say what became; null where there is no doubt. */
  readonly doubtful: string | null;
  /** Whether a person can enter the authority’s number. */
  readonly takesReference: boolean;
  readonly problem: string | null;
  /** What the hotline refused, in our words. */
  readonly problemFields: readonly RefusedField[];
  /** Why a second person has to agree; null where nobody has to. */
  readonly approvalReason: string | null;
  /** When the platform came to know. */
  readonly knownAt: string;
  /** When it counts as late while it is not filed, and whether that is so now. */
  readonly lateFrom: string;
  readonly isLate: boolean;
  /** Who has to act next, in words; null once there is nothing to do. */
  readonly owner: string | null;
  readonly retryAt: string | null;
  /** When somebody is reminded that its reference is still to be entered. */
  readonly remindAt: string | null;
  readonly attempts: number;
  readonly createdBy: string;
  readonly createdById: string;
  /** The report that it adds to. */
  readonly supplementOfId: string | null;
  readonly items: number;
  readonly files: number;
  readonly filesSent: number;
  readonly filesViewed: number;
  /** Whether a platform was told; null where there is nobody to tell. */
  readonly notice: 'waiting' | 'delivered' | 'stuck' | null;
}

export const WITH_NAMES = {
  case: { select: { number: true, subject: { select: { externalId: true } }, walls: { where: { liftedAt: null }, select: { personId: true } } } },
  createdBy: { select: { pseudonym: true, disabledAt: true } },
  files: { select: { hotlineFileId: true, fileViewedByEsp: true } },
  items: { select: { decision: { select: { dangerNow: true } } } },
  notices: { select: { state: true } },
} as const satisfies Prisma.ReportInclude;

type Found = Prisma.ReportGetPayload<{ include: typeof WITH_NAMES }>;

function clockOf({ knownAt, urgency, items, state }: Found, now: Date): { lateFrom: string; isLate: boolean } {
  const isDanger = items.some(({ decision }) => decision.dangerNow.length > 0);
  const lateFrom = new Date(knownAt.getTime() + lateAfterMs(urgency, isDanger));
  return { lateFrom: lateFrom.toISOString(), isLate: !['filed', 'withdrawn'].includes(funnelStepOf(state)) && lateFrom <= now };
}

function refusedOf({ problemFields }: Found): RefusedField[] {
  const found = (problemFields ?? []) as unknown as readonly Omit<RefusedField, 'isLeavable'>[]; // filing wrote it
  return found.map((field) => ({ ...field, isLeavable: leavableAt(field.path) !== null }));
}

/** The worst of what became of its notices. */
function noticeOf({ notices }: Found): ReportRow['notice'] {
  const states = notices.map(({ state }) => state);
  return (['stuck', 'waiting', 'delivered'] as const).find((state) => states.includes(state)) ?? null;
}

export function toRow(report: Found, now: Date): ReportRow {
  const { id, caseId, itemId, decisionId, hotline, channel, routeReason, isTest, state, problem, approvalReason, attempts, createdById, supplementOfId } = report;
  return {
    id,
    caseId,
    caseNumber: report.case.number,
    itemId,
    decisionId,
    subject: report.case.subject.externalId,
    hotline,
    hotlineName: hotlineNameOf(hotline),
    channel,
    routeReason,
    isTest,
    state,
    createdAt: report.createdAt.toISOString(),
    dueAt: report.dueAt.toISOString(),
    filedAt: report.filedAt?.toISOString() ?? null,
    // Before it is filed the number stands for nothing yet, so nobody gets to see it.
    receipt: state === 'filed' ? report.hotlineReportId : null,
    doubtful: isInDoubt(report) ? report.hotlineReportId : null,
    takesReference: takesReference(report),
    problem,
    problemFields: refusedOf(report),
    approvalReason,
    knownAt: report.knownAt.toISOString(),
    ...clockOf(report, now),
    owner: ownerOf(state, report.createdBy.pseudonym, report.createdBy.disabledAt !== null || report.case.walls.some(({ personId }) => personId === createdById)),
    retryAt: report.retryAt?.toISOString() ?? null,
    remindAt: report.remindAt?.toISOString() ?? null,
    attempts,
    createdBy: report.createdBy.pseudonym,
    createdById,
    supplementOfId,
    items: report.items.length,
    files: report.files.length,
    filesSent: report.files.filter(({ hotlineFileId }) => hotlineFileId !== null).length,
    filesViewed: report.files.filter(({ fileViewedByEsp }) => fileViewedByEsp).length,
    notice: noticeOf(report),
  };
}
