import { type NcmecHotline, explainRefusal } from '@/lib/hotlines';
import { type Filing, callerOf, getStuck, save, settle, tryAgainLater } from './filing';
import type { CallMade, Contents, FileToSend, ProblemField } from './ledger';
import { brokenWords, isBroken, sending } from './send-file';

/** How often a file may arrive changed before a person has to look: a network flips no bits five times in a row. */
const WRONG_CHECKSUMS_MAX = 5;

const RETRACT_REFUSED = 'The hotline does not say what became of an earlier attempt at this report, so it is not sent again by itself.';
const NOTHING_OPEN = { set: { hotlineReportId: null, openedAt: null }, forgetsFiles: true } as const;

/**
 * Learns from a retraction what became of an earlier attempt, and leaves nothing open behind. It is the only question
 * that the protocol answers: there is no way to ask for a report's status.
 * @returns whether to open the report anew.
 */
export async function retract(filing: Filing, hotline: NcmecHotline): Promise<boolean> {
  const id = filing.report.hotlineReportId ?? '';
  const answer = await hotline.retract(id, { signal: filing.signal });
  const call = { name: 'retract', answer };
  if (answer.kind === 'state' && answer.state === 'finished') {
    await markFiled(filing, hotline.name, id, call);
    return false;
  }
  if (answer.kind === 'ok' || isGone(answer)) {
    filing.hasAnswered = true;
    await save(filing, 'opening', { call, ...NOTHING_OPEN });
    return true;
  }
  // Refused here is not the report, but the question what became of it.
  if (answer.kind === 'state' || answer.kind === 'rejected') await getStuck(filing, { to: 'needs_attention', problem: RETRACT_REFUSED, code: String(answer.code), call });
  else await settle(filing, 'retract', answer);
  return false;
}

/** There is nothing any more to be retracted. */
const isGone = (answer: CallMade['answer']): boolean => answer.kind === 'state' && (answer.state === 'missing' || answer.state === 'retracted');

/** The same for a report that is stuck: it stays so, and nothing of it stays open at the hotline. Asked again later if need be. */
export async function tidy(filing: Filing, hotline: NcmecHotline): Promise<void> {
  const { hotlineReportId: id, state } = filing.report;
  if (id === null) return;
  const answer = await hotline.retract(id, { signal: filing.signal });
  const call = { name: 'retract', answer };
  if (answer.kind === 'state' && answer.state === 'finished') await markFiled(filing, hotline.name, id, call);
  else await save(filing, state, { call, ...((answer.kind === 'ok' || isGone(answer)) && NOTHING_OPEN), ...(answer.kind === 'retry' && !filing.signal.aborted && { news: 'failed' as const }) });
}

/**
 * Opens the report and saves its number before anything else is sent. An answer lost on the way leaves an unfinished
 * report at the hotline that nobody knows of: nothing is filed until it is finished, and the hotline deletes it.
 */
export async function open(filing: Filing, hotline: NcmecHotline, { body }: Contents): Promise<boolean> {
  const answer = await hotline.open(body.report, { signal: filing.signal });
  if (answer.kind !== 'ok') {
    await settle(filing, 'submit', answer, () => explainRefusal(answer.call.description));
    return false;
  }
  filing.hasAnswered = true;
  const set = { hotlineReportId: answer.value.reportId, openedAt: filing.machine.clock.now(), problem: null, problemFields: null, retryAt: null };
  await save(filing, 'opened', { call: { name: 'submit', answer }, set });
  return true;
}

/** Sends every file, one at a time, and believes that it arrived only when the hotline names the same checksum. @returns the hotline's ids in their order. */
export async function upload(filing: Filing, hotline: NcmecHotline, files: readonly FileToSend[]): Promise<readonly string[] | null> {
  await save(filing, 'uploading');
  const ids: string[] = [];
  for (const [index, file] of files.entries()) {
    filing.signal.throwIfAborted();
    const sent = await uploadOne(filing, hotline, file, index);
    if (!sent) return null;
    ids.push(sent.fileId);
    // The last one's answer and the next step are one save.
    await save(filing, ids.length === files.length ? 'describing' : 'uploading', { call: sent.call, file: { id: file.id, hotlineFileId: sent.fileId } });
  }
  return ids;
}

async function uploadOne(filing: Filing, hotline: NcmecHotline, file: FileToSend, index: number): Promise<{ fileId: string; call: CallMade } | null> {
  const content = sending(file);
  const answer = await hotline.upload(filing.report.hotlineReportId ?? '', content.file, { signal: filing.signal }).finally(content.close);
  const call = { name: 'upload', answer };
  if (isBroken(content)) {
    await filing.machine.ledger.foundBroken(callerOf(filing), file);
    await getStuck(filing, { to: 'needs_attention', problem: brokenWords(index), code: 'broken_seal', call: { ...call, outcome: 'broken_seal' } });
    return null;
  }
  if (answer.kind !== 'ok') {
    await settle(filing, 'upload', answer, () => inFile(index, explainRefusal(answer.call.description, 'file')));
    return null;
  }
  const { fileId, md5 } = answer.value;
  if (md5.toLowerCase() === file.md5) return { fileId, call };
  const wrong = { call: { ...call, outcome: 'wrong_checksum' } };
  const problem = `File ${index + 1} did not arrive at the hotline as it was sent: the checksums differ.`;
  const earlier = await filing.machine.ledger.wrongChecksums(filing.report.id);
  if (earlier + 1 >= WRONG_CHECKSUMS_MAX) await getStuck(filing, { to: 'needs_attention', problem, code: 'checksum', ...wrong });
  else await tryAgainLater(filing, problem, wrong);
  return null;
}

export async function describe(filing: Filing, hotline: NcmecHotline, files: readonly FileToSend[], ids: readonly string[]): Promise<boolean> {
  for (const [index, file] of files.entries()) {
    filing.signal.throwIfAborted();
    const answer = await hotline.describe(filing.report.hotlineReportId ?? '', ids[index] ?? '', file.details, { signal: filing.signal });
    if (answer.kind !== 'ok') {
      await settle(filing, 'fileinfo', answer, () => inFile(index, explainRefusal(answer.call.description, 'file')));
      return false;
    }
    const isLast = index === files.length - 1;
    await save(filing, isLast ? 'finishing' : 'describing', { call: { name: 'fileinfo', answer }, file: { id: file.id, describedAt: filing.machine.clock.now() } });
  }
  return true;
}

const inFile = (index: number, fields: readonly ProblemField[]): ProblemField[] =>
  fields.map((field) => ({ ...field, path: [`files/${index}`, field.path].filter(Boolean).join('/'), words: `File ${index + 1}: ${field.words}` }));

export async function finish(filing: Filing, hotline: NcmecHotline): Promise<void> {
  const id = filing.report.hotlineReportId ?? '';
  const answer = await hotline.finish(id, { signal: filing.signal });
  const call = { name: 'finish', answer };
  if (answer.kind === 'ok' || (answer.kind === 'state' && answer.state === 'finished')) await markFiled(filing, hotline.name, id, call);
  else await settle(filing, 'finish', answer, () => explainRefusal(answer.call.description));
}

/** The desk's only way to `filed`. The receipt, the start of the preservation year and the trail are one transaction. */
export async function markFiled(filing: Filing, hotline: string, receipt: string, call: CallMade): Promise<void> {
  const filedAt = filing.machine.clock.now();
  await save(filing, 'filed', {
    call,
    news: 'answered',
    set: { hotlineReportId: receipt, filedAt, problem: null, problemFields: null, retryAt: null, remindAt: null },
    entry: { action: 'report.filed', details: { hotline, receipt } },
  });
}
