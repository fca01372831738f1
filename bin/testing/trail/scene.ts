import { type Desk, must } from '@/lib/reporting/testing';
import { addMember, softwarePasskey } from '@/lib/access/testing';
import { createKey, drawKey } from '@/lib/access';
import { ORDINARY_KEY, type Scope } from '@/lib/access/schema';
import { fileSigner, sequence } from '@/lib/audit';
import { addPast } from '@/lib/audit/testing';
import { addNote, keepAway } from '@/lib/cases';
import { type BreakGlass, db } from '@/lib/db';
import type { TestDatabase } from '@/lib/db/testing';
import { type PersonActor, type Role, randomIds, systemClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { savePlatformWebhook, settle } from '@/lib/reporting';

export const reason = 'Knows somebody in it';
const ORIGIN = 'http://127.0.0.1:3000';

const WEEK_MS = 7 * 86_400_000;

export interface MadeItem {
  readonly itemId: string;
  readonly caseId: string;
  readonly mediaId: string;
  readonly messageId: string;
}

/** What acts need to have happened before, done by the same verbs as in production wherever there is one. */
export function openScene(desk: Desk, { client, owner }: TestDatabase) {
  let weeksBack = 0;
  let given = 0;

  const system = { kind: 'system', name: 'test' } as const;

  async function waitingItem(): Promise<MadeItem> {
    const { itemId, mediaIds } = await desk.sendItem(1);
    await desk.derive(mediaIds);
    const { caseId, messages } = await client.item.findUniqueOrThrow({ where: { id: itemId }, include: { messages: true } });
    return { itemId, caseId, mediaId: mediaIds[0] ?? '', messageId: messages[0]?.id ?? '' };
  }

  async function heldItem(holder: PersonActor): Promise<MadeItem> {
    const item = await waitingItem();
    must(await desk.as(holder, (ctx) => take(ctx, item)));
    return item;
  }

  async function decided(holder: PersonActor, isReported: boolean) {
    const item = await heldItem(holder);
    const decision = { ...desk.decision(item.itemId), ...(!isReported && { outcome: 'not_violating' as const }) };
    const settled = must(await desk.as(holder, (ctx) => settle(ctx, { decision, isReported, note: '' })));
    return { ...item, decisionId: settled.decisionIds[0] ?? '', reportId: settled.reports[0]?.reportId ?? '' };
  }

  async function filedReport(): Promise<string> {
    const { reportId } = await decided(await desk.person('moderator'), true);
    await client.report.update({ where: { id: reportId }, data: { state: 'filed', hotlineReportId: '4711', filedAt: systemClock.now() } });
    return reportId;
  }

  const member = (role: Role) => addMember(role);

  return {
    desk, client, waitingItem, heldItem, decided, member,
    as: desk.as,
    passkey: () => softwarePasskey(ORIGIN),
    /** A number from 1 to `most`, never the one of before. */
    another: (most: number) => {
      given += 1;
      return (given % most) + 1;
    },
    note: async (author: PersonActor) => {
      const { caseId } = await waitingItem();
      return must(await desk.as(author, (ctx) => addNote(ctx, { caseId, body: 'A note' }))).noteId;
    },
    wall: async () => {
      const { caseId } = await waitingItem();
      const by = await desk.person('supervisor');
      return must(await desk.as(by, (ctx) => keepAway(ctx, { caseId, personId: desk.moderator.id, reason }))).wallId;
    },
    stuckReport: async (hotlineReportId: string | null = null) => {
      const made = await decided(await desk.person('moderator'), true);
      await client.report.update({ where: { id: made.reportId }, data: { state: 'needs_attention', problem: 'A test', hotlineReportId } });
      return made.reportId;
    },
    /** A report that waits for a second person, or was sent back to whom it is given. */
    unapproved: async (owner?: PersonActor) => {
      const made = await decided(owner ?? (await desk.person('moderator')), true);
      await client.report.update({ where: { id: made.reportId }, data: { state: owner ? 'draft' : 'awaiting_approval', approvalReason: 'A test' } });
      return made.reportId;
    },
    filedReport,
    /** An item that somebody decided, and whose case is held. */
    preservedItem: async () => {
      const [{ id }, holdId, at] = [await desk.person('liaison'), randomIds.next(), systemClock.now()];
      const { itemId, caseId } = await decided(await desk.person('moderator'), false);
      await client.hold.create({ data: { id: holdId, caseId, kind: 'legal', reference: 'R-1', sealedReason: new Uint8Array(1), startsAt: at, ownerId: id, reviewAt: at, createdAt: at, createdById: id } });
      return { itemId };
    },
    /** A report that waits for an authority's reference, and one of its files. */
    toHandIn: async () => {
      const { reportId } = await decided(await desk.person('moderator'), true);
      await client.report.update({ where: { id: reportId }, data: { state: 'awaiting_reference', channel: 'portal', hotline: 'uk-nca' } });
      return { reportId, fileId: (await client.reportFile.findFirstOrThrow({ where: { reportId }, orderBy: { position: 'asc' } })).id };
    },
    /** A refused report, and what the hotline refused in it. */
    refusedReport: async () => {
      const { reportId } = await decided(await desk.person('moderator'), true);
      const path = 'personOrUserReported/screenName';
      await client.report.update({ where: { id: reportId }, data: { state: 'refused', problem: 'A test', problemFields: [{ path, words: 'Refused', whatToDo: 'Leave it out' }] } });
      return { reportId, path };
    },
    /** A decision whose report somebody took out of the database. */
    unreported: async () => {
      const { reportId, decisionId } = await decided(await desk.person('moderator'), true);
      for (const table of ['ReportFile', 'ReportItem']) await owner.query(`DELETE FROM "${table}" WHERE "reportId" = $1`, [reportId]);
      await owner.query('DELETE FROM "Report" WHERE "id" = $1', [reportId]);
      return decisionId;
    },
    stuckNotice: async () => {
      const [reportId, at] = [await filedReport(), systemClock.now()];
      return (await client.notice.create({ data: { id: randomIds.next(), reportId, platform: 'Example Messenger', body: {}, state: 'stuck', nextAt: at, createdAt: at } })).id;
    },
    call: async () => {
      const reportId = await filedReport();
      return (await client.hotlineCall.create({ data: { id: randomIds.next(), reportId, call: 'submit', at: systemClock.now(), outcome: 'ok', durationMs: 1, headers: {} } })).id;
    },
    webhook: async () => {
      const platform = `Platform ${randomIds.next()}`;
      must(await desk.as(await desk.person('admin'), (ctx) => savePlatformWebhook(ctx, { platform, address: 'https://platform.example', isOn: true })));
      return platform;
    },
    factor: async (personId: string, name: string) => (await client.factor.create({ data: { id: randomIds.next(), personId, kind: 'totp', name, createdAt: systemClock.now() } })).id,
    otherSession: async (personId: string) => {
      const at = systemClock.now();
      const row = { id: randomIds.next(), personId, createdAt: at, lastSeenAt: at, expiresAt: new Date(at.getTime() + 3_600_000), method: 'totp', verifiedAt: at, device: 'Another' } as const;
      return (await client.session.create({ data: row })).id;
    },
    takenRole: async ({ id: personId, sessionId }: Pick<PersonActor, 'id' | 'sessionId'>, more: Partial<BreakGlass> = {}) => {
      const startedAt = systemClock.now();
      const row = { id: randomIds.next(), personId, sessionId, role: 'moderator' as const, reason, startedAt, endsAt: new Date(startedAt.getTime() + 900_000), ...more };
      return (await client.breakGlass.create({ data: row })).id;
    },
    alert: async () => (await client.alert.create({ data: { id: randomIds.next(), kind: 'break_glass', audience: 'supervisor', details: {}, at: systemClock.now() } })).id,
    key: async (scopes: readonly Scope[] = ORDINARY_KEY.scopes) => {
      const secret = drawKey();
      const { id } = must(await desk.as(system, (ctx) => createKey(ctx, { ...ORDINARY_KEY, scopes: [...scopes], platform: 'Example Messenger', name: randomIds.next() }, secret)));
      return { id, bearer: { Authorization: `Bearer ${secret}` } };
    },
    /** A finished week of the trail, each time another, with one entry that the log has taken in. */
    week: async () => {
      weeksBack += 1;
      const day = new Date(systemClock.now().getTime() - weeksBack * WEEK_MS);
      day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
      await addPast(owner, { at: day.toISOString(), by: system, action: 'item.released', details: {} });
      await sequence(db(), fileSigner());
      return day.toISOString().slice(0, 10);
    },
    forgetLimits: () => db().rateLimit.deleteMany(),
  };
}

export type Scene = ReturnType<typeof openScene>;
