import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import type { Action } from '@/lib/audit/schema';
import { type Prisma, type PrismaClient, transact } from '@/lib/db';
import { foundBroken, openOriginal } from '@/lib/evidence';
import { ok } from '@/lib/kernel';
import { startPreservation } from '@/lib/retention';
import { ASKS_WITHIN_MS, PROBE_LEASE_MS } from './breaker';
import { contextOf } from './filing';
import { passTurn, readHealth, takeNote } from './health-book';
import { type Holds, LOCK_CLASS, SLOT_CLASS } from './holds';
import { wakeReport } from './job';
import { sealCall } from './keep-call';
import type { Contents, FileToSend, FiledReport, Ledger, Step } from './ledger';
import { recordMove } from './move';
import { announceFiled } from './notices';
import { MOVING, isMoving } from './rules';
import { openReport } from './seal-report';
import { writeStep } from './write-step';

interface Tools {
  readonly client: PrismaClient;
  readonly holds: Holds;
  readonly random: () => number;
}

const FILED = {
  id: true, caseId: true, itemId: true, hotline: true, channel: true, isTest: true, state: true, urgency: true, knownAt: true, dueAt: true, retryAt: true, attempts: true, unexpected: true, hotlineReportId: true,
  item: { select: { wrappedKey: true, kekId: true } },
} as const satisfies Prisma.ReportSelect;

/** What filing knows, in the database. */
export function postgresLedger({ client, holds, random }: Tools): Ledger {
  return {
    async holding(reportId, signal, work) {
      const hold = await holds.take(LOCK_CLASS, reportId);
      if (!hold) return false;
      try {
        await work(AbortSignal.any([signal, hold.lost]));
        return true;
      } finally {
        await hold.release();
      }
    },
    async takeSlot(host, parallel) {
      for (let line = 0; line < parallel; line += 1) {
        const hold = await holds.take(SLOT_CLASS, `${host} ${line}`);
        if (hold) return hold.release;
      }
      return null;
    },
    async find(reportId) {
      const found = await client.report.findUnique({ where: { id: reportId }, select: FILED });
      if (!found) return null;
      const { item: key, ...report } = found;
      return { ...report, key };
    },
    contents: (report) => contentsOf(client, report),
    save: (step) => saveStep(client, step, random),
    wrongChecksums: (reportId) => client.hotlineCall.count({ where: { reportId, outcome: 'wrong_checksum' } }),
    health: (report) => readHealth(client, report),
    async claimProbe({ id, hotline, isTest, state, urgency, knownAt }, { now, until }) {
      const within = new Date(now.getTime() + ASKS_WITHIN_MS);
      // Who does not get on asks for nobody: a long upload, a worker that died, a turn that was not taken.
      const lately = new Date(now.getTime() - PROBE_LEASE_MS);
      const claimed = await client.$executeRaw`
        UPDATE "HotlineHealth" SET "probeAt" = ${until}, "turnOfId" = NULL
         WHERE "hotline" = ${hotline} AND "isTest" = ${isTest} AND "probeAt" <= ${now}
           AND ("turnOfId" = ${id}::uuid OR ("turnOfId" IS NULL OR "probeAt" <= ${lately}) AND NOT EXISTS (
             SELECT 1 FROM "Report" r
              WHERE r."hotline" = ${hotline} AND r."isTest" = ${isTest} AND r."id" <> ${id}::uuid
                AND (r."state" = ANY(${[...MOVING]}::text[]::"ReportState"[]) AND (r."retryAt" <= ${within} OR r."retryAt" IS NULL AND r."updatedAt" > ${lately})
                  OR r."state" = 'waiting' AND r."dueAt" <= ${now} AND r."dueAt" > ${lately})
                AND (${!isMoving(state) && state !== 'waiting'} OR (r."urgency", r."knownAt", r."id") < (${urgency}, ${knownAt}, ${id}::uuid))))`;
      return claimed > 0;
    },
    async wake(report, at) {
      await transact(client, async (tx) => ok(await wakeReport(tx, report, at)));
    },
    async foundBroken(caller, { mediaId, item }) {
      if (mediaId) await foundBroken(caller, { mediaId, rendering: 'original', item });
    },
  };
}

const CONTENTS = {
  sealedBody: true,
  item: { select: { id: true, wrappedKey: true, kekId: true } },
  files: { orderBy: { position: 'asc' }, select: { id: true, itemId: true, media: true } },
} as const satisfies Prisma.ReportSelect;

async function contentsOf(client: PrismaClient, report: FiledReport): Promise<Contents> {
  const { item, sealedBody, files: rows } = await client.report.findUniqueOrThrow({ where: { id: report.id }, select: CONTENTS });
  const body = openReport(item, report.id, sealedBody);
  if (body.files.length !== rows.length) throw new Error('The report has not as many descriptions as files.');
  const files = body.files.map((file, position): FileToSend => {
    const row = rows[position];
    if (!row) throw new Error('The report has not as many descriptions as files.');
    const { id, itemId, media } = row;
    const shared = { id, item: { id: itemId, caseId: report.caseId }, name: file.name, contentType: file.contentType, details: file.details };
    if (file.kind === 'conversation') {
      const bytes = Buffer.from(file.text);
      const digest = (name: string) => createHash(name).update(bytes).digest('hex');
      return { ...shared, mediaId: null, md5: digest('md5'), sha256: digest('sha256'), byteSize: bytes.length, open: () => Promise.resolve(Readable.from([bytes])) };
    }
    if (media?.id !== file.mediaId) throw new Error('A description of the report is of another file than its place says.');
    return { ...shared, mediaId: media.id, md5: media.md5, sha256: media.sha256, byteSize: media.byteSize, open: () => openOriginal(media) };
  });
  return { body, files };
}

const FORGOTTEN = { hotlineFileId: null, describedAt: null } as const;

async function saveStep(client: PrismaClient, { caller, report, change }: Step, random: () => number): Promise<void> {
  const { to, set = {}, call, file, forgetsFiles, entry, wakeAt, news, passesTurn } = change;
  const written = {
    report,
    set: { ...set, state: to, updatedAt: caller.clock.now() },
    call: call && sealCall(caller.ids.next(), report.id, report.key, call),
    files: forgetsFiles ? FORGOTTEN : file,
  };
  // Most steps are nothing but themselves, and one statement is a transaction.
  if (to === report.state && !entry && !wakeAt && !set.filedAt && !news && !passesTurn) return writeStep(client, written);
  await transact(client, async (tx) => {
    const ctx = contextOf(caller, tx);
    await writeStep(tx, written);
    if (to !== report.state) await recordMove<Action>(ctx, report, to, entry);
    if (wakeAt) await wakeReport(tx, report, wakeAt);
    if (set.filedAt) {
      await startPreservation(ctx, { caseId: report.caseId, reportId: report.id, filedAt: set.filedAt });
      await announceFiled(ctx, report);
    }
    if (news) await takeNote(ctx, report, news, random());
    if (passesTurn) await passTurn(ctx, report);
    return ok();
  });
}
