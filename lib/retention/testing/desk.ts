import { sequence, fileSigner } from '@/lib/audit';
import { closeCase } from '@/lib/cases';
import { db } from '@/lib/db';
import type { TestDatabase } from '@/lib/db/testing';
import type { NcmecHotline } from '@/lib/hotlines';
import { type Clock, type PersonActor, randomIds } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { fileReport, settle } from '@/lib/reporting';
import { type Desk, must, openDesk } from '@/lib/reporting/testing';
import { destroyEvidence } from '../destruction/execute';
import { approveDestruction } from '../destruction/approve';
import { requestDestruction } from '../destruction/request';
import { placeHold } from '../holds/place';
import type { PlaceHoldInput, RequestDestructionInput } from '../schema';
import { tendRetention } from '../tend';

export const DAY_MS = 24 * 60 * 60_000;
export const WHY = 'The time is over';

interface Sent {
  readonly pictures?: number;
  readonly more?: Parameters<Desk['sendItem']>[1];
}

interface MovedClock extends Clock {
  advance(ms: number): void;
}

/** A desk with what retention is about: people who keep and destroy, an agency, cases of every kind, and the worker's part. */
export async function openRetentionDesk(database: TestDatabase, clock: MovedClock, hotline: NcmecHotline) {
  const desk = await openDesk(database, clock);
  const [liaison, supervisor] = [await desk.person('liaison'), await desk.person('supervisor')];
  const dropped: string[] = [];
  const destroyTools = { client: database.client, clock, ids: randomIds, dropPackages: ({ caseId }: { caseId: string }) => Promise.resolve(void dropped.push(caseId)) };

  const dayOf = (days: number) => new Date(clock.now().getTime() + days * DAY_MS).toISOString().slice(0, 10);

  async function agency(country = 'US'): Promise<string> {
    const at = clock.now();
    const id = randomIds.next();
    await database.client.agency.create({ data: { id, name: `Agency ${id}`, country, contactName: 'A contact', email: 'agency@example.com', phone: '+1 555 0100', createdAt: at, createdById: liaison.id, phoneSetById: liaison.id, updatedAt: at } });
    return id;
  }

  /** An item that somebody decided and that is not to be reported. */
  async function decided(outcome: 'not_violating' | 'other_policy', { pictures = 1, more = {} }: Sent = {}) {
    const { itemId, mediaIds } = await desk.sendItem(pictures, more);
    await desk.derive(mediaIds);
    await decide(itemId, outcome);
    return { itemId, mediaIds };
  }

  async function decide(itemId: string, outcome: 'not_violating' | 'other_policy'): Promise<void> {
    must(await desk.as(desk.moderator, (ctx) => take(ctx, { itemId })));
    must(await desk.as(desk.moderator, (ctx) => settle(ctx, { decision: { ...desk.decision(itemId), outcome }, isReported: false, note: '' })));
  }

  /** What the worker does with a report when its undo is over. */
  async function file(reportId: string): Promise<void> {
    clock.advance(10_000);
    await fileReport(desk.tools(hotline), reportId, new AbortController().signal);
  }

  /** A case whose one item was reported and filed, and closed. */
  async function filedCase({ pictures = 1, more = {} }: Sent = {}) {
    const { itemId, mediaIds } = await desk.sendItem(pictures, more);
    await desk.derive(mediaIds);
    const { reportId } = await desk.report(itemId);
    await file(reportId);
    return { ...(await closed(itemId)), itemId, mediaIds, reportId };
  }

  async function closed(itemId: string) {
    const { caseId, case: found } = await database.client.item.findUniqueOrThrow({ where: { id: itemId }, include: { case: true } });
    must(await desk.as(desk.moderator, (ctx) => closeCase(ctx, { caseId })));
    return { caseId, number: found.number };
  }

  const hold = (number: string, more: Partial<PlaceHoldInput> = {}, by: PersonActor = liaison) =>
    desk.as(by, (ctx) => placeHold(ctx, { caseNumber: number, kind: 'legal', agencyId: null, reference: 'REF-1', reason: 'Counsel asked for it', startsOn: dayOf(0), endsOn: null, reviewOn: dayOf(30), ...more }));
  const request = (number: string, more: Partial<RequestDestructionInput> = {}, by: PersonActor = liaison) =>
    desk.as(by, (ctx) => requestDestruction(ctx, { caseNumber: number, kind: 'expiry', items: [], agencyId: null, reference: null, reason: WHY, ...more }));
  const approve = (destructionId: string, by: PersonActor = supervisor) => desk.as(by, (ctx) => approveDestruction(ctx, { destructionId }));
  const execute = (destructionId: string) => destroyEvidence(destroyTools, { destructionId });

  return {
    ...desk, liaison, supervisor, dropped, dayOf, agency, decide, decided, filedCase, closed, hold, request, approve, execute, destroyTools, file,
    tend: () => tendRetention(destroyTools),
    /** What the worker does with jobs that destroy: each that is waiting, and no other. */
    async runDestructions() {
      for (const { id } of await database.client.destruction.findMany({ where: { state: { in: ['approved', 'destroying'] } } })) await execute(id);
    },
    /** Asked for, agreed to and done. */
    async destroy(number: string, more: Partial<RequestDestructionInput> = {}) {
      const { destructionId } = must(await request(number, more));
      must(await approve(destructionId));
      await execute(destructionId);
      return database.client.destruction.findUniqueOrThrow({ where: { id: destructionId } });
    },
    sequence: () => sequence(db(), fileSigner()),
  };
}
