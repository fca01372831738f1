import { createHash } from 'node:crypto';
import { Readable, Transform, pipeline } from 'node:stream';
import { record } from '@/lib/audit';
import { type Caller, db, transact } from '@/lib/db';
import { BrokenSeal, foundBroken, openOriginal } from '@/lib/evidence';
import { type PersonActor, type Result, fail, log, ok, traceOf } from '@/lib/kernel';
import type { FiledFile } from '../assemble/filed-file';
import { recordReport } from '../move';
import { openReport } from '../seal-report';
import { type Attachable, findAttachable } from './attachable';

export interface TakenFile {
  readonly name: string;
  readonly byteSize: number;
  readonly content: Readable;
}

interface Input {
  readonly reportId: string;
  readonly fileId: string;
}

async function gone({ actor, ids, requestId }: Caller<PersonActor>, { fileId }: Input): Promise<Result<never>> {
  await transact(db(), async (tx) => {
    await record({ tx, actor, ids, requestId }, {
      action: 'access.refused',
      outcome: 'refused',
      details: { permission: 'report.attach', code: 'not_found' },
      targets: [{ type: 'route', id: fileId, label: 'A file without leave to take it along' }],
    });
    return ok();
  });
  return fail('not_found', 'The leave to take this file along is used or over. Ask for it again on the packet’s page.');
}

/** Uses a grant up and writes that the file was taken; false when there is none. */
async function commit(caller: Caller<PersonActor>, input: Input): Promise<boolean> {
  const { actor, clock, ids, requestId } = caller;
  const used = await transact<boolean>(db(), async (tx) => {
    // Whoever enters the reference meanwhile waits for this, or has been before: then nothing is taken any more.
    await tx.$queryRaw`SELECT 1 FROM "Report" WHERE "id" = ${input.reportId}::uuid FOR SHARE`;
    const file = await findAttachable(tx, actor, input);
    if (!file) return ok(false);
    const now = clock.now();
    const open = { fileId: file.id, personId: actor.id, sessionId: actor.sessionId, openedAt: null, expiresAt: { gt: now } };
    const grant = await tx.attachmentGrant.findFirst({ where: open, orderBy: { grantedAt: 'desc' }, select: { id: true } });
    if (!grant) return ok(false);
    const { count } = await tx.attachmentGrant.updateMany({ where: { ...open, id: grant.id }, data: { openedAt: now } });
    if (count === 0) return ok(false);
    await recordReport({ tx, actor, clock, ids, requestId }, file.report, { action: 'report.file_taken', details: {} });
    return ok(true);
  });
  return used.ok && used.value;
}

/** The original as it is opened; its end is held back until all of it has been what was recorded. */
async function original(caller: Caller<PersonActor>, { report, ...file }: Attachable): Promise<Readable> {
  const { media } = file;
  if (!media) throw new Error('A file of an item has its media.');
  const hash = createHash('sha256');
  const check = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      done(null, part);
    },
    flush: (done) => done(hash.digest('hex') === media.sha256 ? null : new Error('A file is not what was recorded.')),
  });
  const stream = await openOriginal(media);
  return pipeline(stream, check, (error) => {
    if (!error) return;
    log.error({ requestId: caller.requestId, error: traceOf(error) }, 'a file of a report broke off');
    if (!(error instanceof BrokenSeal)) return;
    foundBroken(caller, { mediaId: media.id, rendering: 'original', item: { id: file.itemId, caseId: report.caseId } })
      .catch((failure: unknown) => log.error({ requestId: caller.requestId, error: traceOf(failure) }, 'a broken seal could not be put on record'));
  });
}

async function contentOf(caller: Caller<PersonActor>, file: Attachable, filed: FiledFile): Promise<TakenFile> {
  if (filed.kind === 'conversation') return { name: filed.name, byteSize: Buffer.byteLength(filed.text), content: Readable.from([Buffer.from(filed.text)]) };
  return { name: filed.name, byteSize: file.media?.byteSize ?? 0, content: await original(caller, file) };
}

/**
 * Uses a grant up and answers the file. Nothing leaves before the entry that says so is committed. A grant that is used,
 * too old, another session's or another person's does not exist, nor does a file whose report was handed in meanwhile.
 */
export async function takeFile(caller: Caller<PersonActor>, input: Input): Promise<Result<TakenFile>> {
  const file = await findAttachable(db(), caller.actor, input);
  const filed = file && openReport(file.report.item, file.reportId, file.report.sealedBody).files[file.position];
  if (!file || !filed || !(await commit(caller, input))) return gone(caller, input);
  try {
    return ok(await contentOf(caller, file, filed));
  } catch (error) {
    if (!(error instanceof BrokenSeal) || !file.mediaId) throw error;
    await foundBroken(caller, { mediaId: file.mediaId, rendering: 'original', item: { id: file.itemId, caseId: file.report.caseId } });
    return fail('unavailable', 'This file does not open: its stored form was changed. It was not handed out, and supervisors are told.');
  }
}
