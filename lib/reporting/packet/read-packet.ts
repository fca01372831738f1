import { unwalled } from '@/lib/access';
import type { Ctx, Prisma } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type Packet, type PacketFile, findHotline, hotlineNameOf, packetOf } from '@/lib/hotlines';
import type { Channel } from '@/lib/hotlines/schema';
import { type PersonActor, type Result, fail, ok } from '@/lib/kernel';
import type { FiledFile } from '../assemble/filed-file';
import { priorShown } from '../load-facts';
import { recordReport } from '../move';
import { takesReference } from '../rules';
import { type OpenedReport, openReport } from '../seal-report';
import { referenceFormOf } from './reference-form';

/** What a person hands in, and where it stands. Times are ISO 8601 in UTC. */
export interface PacketView {
  readonly reportId: string;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly hotline: string;
  readonly channel: Channel;
  readonly isTest: boolean;
  readonly isFiled: boolean;
  /** It went out, and only its number is missing. */
  readonly isSent: boolean;
  readonly routeReason: string;
  readonly knownAt: string;
  readonly remindAt: string | null;
  /** The number that was entered, once it was. */
  readonly receipt: string | null;
  /** Null where there is no form: a mail or a gateway that gave no number; and where it is closed to the reader. */
  readonly packet: Packet | null;
  /** Filed: what it said stays open to supervisors and to whoever asked for it. Then only its number is here. */
  readonly isClosed: boolean;
  /** In the order of the packet's files. */
  readonly fileIds: readonly string[];
  readonly reference: { readonly label: string; readonly hint: string };
}

const hashOf = ({ details }: FiledFile, type: string) => details.originalFileHash?.find(({ hashType }) => hashType === type)?.value ?? null;

function packetFile(file: FiledFile, { facts }: OpenedReport): PacketFile {
  const found = file.kind === 'media' ? facts?.items.flatMap(({ files }) => files).find(({ mediaId }) => mediaId === file.mediaId) : undefined;
  return {
    name: file.name,
    contentType: file.contentType,
    byteSize: file.kind === 'conversation' ? Buffer.byteLength(file.text) : (found?.byteSize ?? 0),
    sha256: found?.sha256 ?? hashOf(file, 'SHA256') ?? '',
    md5: found?.md5 ?? hashOf(file, 'MD5'),
  };
}

const WITH_FILES = { item: true, case: { select: { number: true } }, files: { orderBy: { position: 'asc' }, select: { id: true } } } as const satisfies Prisma.ReportInclude;
type Report = Prisma.ReportGetPayload<{ include: typeof WITH_FILES }>;

async function contentsOf(ctx: Ctx<PersonActor>, report: Report): Promise<Packet | null> {
  const entry = findHotline(report.hotline);
  const form = report.channel === 'portal' ? entry?.form : undefined;
  if (!entry || !form || isShredded(report.item)) return null;
  const opened = openReport(report.item, report.id, report.sealedBody);
  const facts = opened.facts && { ...opened.facts, priorReportIds: await priorShown(ctx, opened.facts) };
  return facts ? packetOf({ ...entry, form }, facts, opened.files.map((file) => packetFile(file, opened))) : null;
}

/**
 * The packet of a report that waits for its reference, or has it. It is made of the facts that were sealed at the click, so
 * it says what was decided, whatever changed since; only the number of a case that the reader is kept away from is not in
 * it. Reading it is on the record. Once it is filed nobody has to hand it in, so what it says is answered only to
 * supervisors and to whoever asked for it.
 */
export async function readPacket(ctx: Ctx<PersonActor>, { reportId }: { reportId: string }): Promise<Result<PacketView>> {
  const report = await ctx.tx.report.findFirst({
    where: { id: reportId, case: unwalled(ctx.actor), channel: { not: 'api' } },
    include: WITH_FILES,
  });
  if (!report || (report.state !== 'filed' && !takesReference(report))) return fail('not_found', 'There is no such packet.');
  const isClosed = report.state === 'filed' && report.createdById !== ctx.actor.id && ctx.actor.role !== 'supervisor';
  const packet = isClosed ? null : await contentsOf(ctx, report);
  await recordReport(ctx, report, { action: packet ? 'report.packet_read' : 'report.read', details: {} });
  const { label, hint } = referenceFormOf(report.hotline);
  return ok({
    reportId,
    caseId: report.caseId,
    caseNumber: report.case.number,
    hotline: hotlineNameOf(report.hotline),
    channel: report.channel,
    isTest: report.isTest,
    isFiled: report.state === 'filed',
    isSent: report.channel !== 'portal' && report.state === 'awaiting_reference',
    routeReason: report.routeReason,
    knownAt: report.knownAt.toISOString(),
    remindAt: report.remindAt?.toISOString() ?? null,
    receipt: report.state === 'filed' ? report.hotlineReportId : null,
    packet,
    isClosed,
    fileIds: packet && packet.files.length > 0 ? report.files.map(({ id }) => id) : [],
    reference: { label, hint },
  });
}
