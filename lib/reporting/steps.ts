import { BrokenSeal, type SealedObject, foundBroken, openOriginal } from '@/lib/evidence';
import { startPreservation } from '@/lib/retention';
import { type CallMade, type Filing, callerOf, getStuck, save, settle, tryAgainLater } from './filing';
import type { OpenedReport } from './seal-report';

export interface FileToSend {
  readonly id: string;
  readonly media: SealedObject & { readonly md5: string; readonly byteSize: number };
  /** For which it is sent. */
  readonly item: { readonly id: string; readonly caseId: string };
  hotlineFileId: string | null;
}

/** How often a file may arrive changed before a person has to look: a network flips no bits five times in a row. */
const WRONG_CHECKSUMS_MAX = 5;

/**
 * Learns from a retraction what became of an earlier attempt, and leaves nothing open behind. It is the only question
 * that the protocol answers: there is no way to ask for a report's status.
 * @returns whether to open the report anew.
 */
export async function retract(filing: Filing): Promise<boolean> {
  const id = filing.hotlineReportId ?? '';
  const answer = await filing.tools.hotline.retract(id, { signal: filing.signal });
  const call = { name: 'retract', answer };
  if (answer.kind === 'state' && answer.state === 'finished') {
    await markFiled(filing, id, call);
    return false;
  }
  const isGone = answer.kind === 'ok' || (answer.kind === 'state' && (answer.state === 'missing' || answer.state === 'retracted'));
  if (!isGone) {
    if (answer.kind === 'state') await getStuck(filing, { to: 'needs_attention', problem: answer.message, code: String(answer.code), call });
    else await settle(filing, 'retract', answer);
    return false;
  }
  await save(filing, 'opening', {
    call,
    data: { hotlineReportId: null },
    also: async ({ tx }, { id: reportId }) => {
      await tx.reportFile.updateMany({ where: { reportId }, data: { hotlineFileId: null, describedAt: null } });
    },
  });
  filing.hotlineReportId = null;
  return true;
}

/**
 * Opens the report and saves its number before anything else is sent. An answer lost on the way leaves an unfinished
 * report at the hotline that nobody knows of: nothing is filed until it is finished, and the hotline deletes it.
 */
export async function open(filing: Filing, { report }: OpenedReport): Promise<boolean> {
  const answer = await filing.tools.hotline.open(report, { signal: filing.signal });
  if (answer.kind !== 'ok') {
    await settle(filing, 'submit', answer);
    return false;
  }
  const hotlineReportId = answer.value.reportId;
  await save(filing, 'opened', { call: { name: 'submit', answer }, data: { hotlineReportId, problem: null } });
  filing.hotlineReportId = hotlineReportId;
  return true;
}

type Sent = Awaited<ReturnType<Filing['tools']['hotline']['upload']>>;

/**
 * Sends one file as it is opened, frame by frame. A seal that breaks on the way ends the call, and the hotline has half
 * a file at most, in a report that is not finished.
 * @throws what our own store throws: then nothing is said about the hotline.
 */
async function send(filing: Filing, { media }: FileToSend, body: { readonly name: string; readonly contentType: string }): Promise<{ answer: Sent; isBroken: boolean }> {
  const content = await openOriginal(media);
  let failure: Error | undefined;
  content.once('error', (error: Error) => (failure = error));
  try {
    const { name, contentType } = body;
    const answer = await filing.tools.hotline.upload(filing.hotlineReportId ?? '', { name, contentType, byteSize: media.byteSize, content }, { signal: filing.signal });
    if (failure && !(failure instanceof BrokenSeal)) throw failure;
    return { answer, isBroken: failure !== undefined };
  } finally {
    content.destroy();
  }
}

/** Sends every file, one at a time, and believes that it arrived only when the hotline names the same checksum. */
export async function upload(filing: Filing, { files: bodies }: OpenedReport, files: readonly FileToSend[]): Promise<boolean> {
  await save(filing, 'uploading');
  for (const [index, file] of files.entries()) {
    filing.signal.throwIfAborted();
    const body = bodies[index];
    if (!body) throw new Error('The report has fewer descriptions than files.');
    const { answer, isBroken } = await send(filing, file, body);
    if (isBroken) {
      await foundBroken(callerOf(filing), { mediaId: file.media.id, rendering: 'original', item: file.item });
      const problem = `File ${index + 1} does not open: as it is stored here, it was changed, cut short or swapped. It was not filed, and supervisors were told.`;
      await getStuck(filing, { to: 'needs_attention', problem, code: 'broken_seal', call: { name: 'upload', answer, outcome: 'broken_seal' } });
      return false;
    }
    if (answer.kind !== 'ok') {
      await settle(filing, 'upload', answer);
      return false;
    }
    const { fileId, md5 } = answer.value;
    if (md5.toLowerCase() !== file.media.md5) {
      const call = { name: 'upload', answer, outcome: 'wrong_checksum' };
      const problem = `File ${index + 1} did not arrive at the hotline as it was sent: the checksums differ.`;
      if (filing.attempt >= WRONG_CHECKSUMS_MAX) await getStuck(filing, { to: 'needs_attention', problem, code: 'checksum', call });
      else await tryAgainLater(filing, problem, call);
      return false;
    }
    await save(filing, 'uploading', {
      call: { name: 'upload', answer },
      also: async ({ tx }) => {
        await tx.reportFile.update({ where: { id: file.id }, data: { hotlineFileId: fileId } });
      },
    });
    file.hotlineFileId = fileId;
  }
  return true;
}

export async function describe(filing: Filing, { files: bodies }: OpenedReport, files: readonly FileToSend[]): Promise<boolean> {
  await save(filing, 'describing');
  for (const [index, file] of files.entries()) {
    filing.signal.throwIfAborted();
    const details = bodies[index]?.details ?? {};
    const answer = await filing.tools.hotline.describe(filing.hotlineReportId ?? '', file.hotlineFileId ?? '', details, { signal: filing.signal });
    if (answer.kind !== 'ok') {
      await settle(filing, 'fileinfo', answer);
      return false;
    }
    await save(filing, 'describing', {
      call: { name: 'fileinfo', answer },
      also: async ({ tx, clock }) => {
        await tx.reportFile.update({ where: { id: file.id }, data: { describedAt: clock.now() } });
      },
    });
  }
  return true;
}

export async function finish(filing: Filing): Promise<void> {
  await save(filing, 'finishing');
  const id = filing.hotlineReportId ?? '';
  const answer = await filing.tools.hotline.finish(id, { signal: filing.signal });
  const call = { name: 'finish', answer };
  if (answer.kind === 'ok' || (answer.kind === 'state' && answer.state === 'finished')) await markFiled(filing, id, call);
  else await settle(filing, 'finish', answer);
}

/** The only way to `filed`. The receipt, the start of the preservation year and the trail are one transaction. */
async function markFiled(filing: Filing, receipt: string, call: CallMade): Promise<void> {
  const filedAt = filing.tools.clock.now();
  await save(filing, 'filed', {
    call,
    data: { filedAt, problem: null, retryAt: null },
    entry: { action: 'report.filed', details: { hotline: filing.tools.hotline.name, receipt } },
    also: (ctx, { id: reportId, caseId }) => startPreservation(ctx, { caseId, reportId, filedAt }),
  });
}
