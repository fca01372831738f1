import sharp from 'sharp';
import { createKey, createPerson } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { type Ctx, type Tx, transact } from '@/lib/db';
import type { TestDatabase } from '@/lib/db/testing';
import { deriveMedia, receiveMedia } from '@/lib/evidence';
import type { NcmecHotline } from '@/lib/hotlines';
import { receiveItems } from '@/lib/intake';
import { type Clock, type PersonActor, type PlatformActor, type Result, type Role, randomIds } from '@/lib/kernel';
import { take } from '@/lib/queue';
import type { DecideInput } from '@/lib/review/schema';
import { EVERY_HOTLINE } from '../approval/schema';
import { decideAndReport } from '../decide-and-report';
import type { FilingTools } from '../file';
import type { ReachOf } from '../reach';
import { REPORTED_HARMS } from '../schema';

export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage} ${JSON.stringify(result.problem.fields)}`);
  return result.value;
}

/** Every report goes to this hotline. */
const reachTo = (hotline: NcmecHotline): ReachOf => () => Promise.resolve({ kind: 'api', hotline, host: hotline.name, parallel: 8 });

let drawn = 0;

/** A plain coloured square, another one each time. */
function drawPicture(): Promise<Buffer> {
  drawn += 1;
  const background = { r: drawn % 256, g: (drawn * 7) % 256, b: (drawn * 31) % 256 };
  return sharp({ create: { width: 64, height: 64, channels: 3, background } }).png().toBuffer();
}

interface DeskOptions {
  /** Leaves the rules for a second person as they come; without it nobody else has to agree to a report. */
  readonly hasSecondPerson?: boolean;
}

/** A desk with people, a platform and its key, driven through the same verbs as in production. */
export async function openDesk(database: TestDatabase, clock: Clock, { hasSecondPerson = false }: DeskOptions = {}) {
  const system = { kind: 'system', name: 'test' } as const;
  const as = <A extends Ctx['actor'], T>(actor: A, work: (ctx: Ctx<A>) => Promise<Result<T>>) =>
    transact(database.client, (tx: Tx) => work({ tx, actor, clock, ids: randomIds, requestId: randomIds.next() }));

  async function person(role: Role): Promise<PersonActor> {
    const email = `${role}-${randomIds.next()}@example.com`;
    const { id } = must(await as(system, (ctx) => createPerson(ctx, { email, displayName: role, role, passwordHash: 'none' })));
    return { kind: 'person', id, name: (await database.client.person.findUniqueOrThrow({ where: { id } })).pseudonym, role, sessionId: randomIds.next(), verifiedAt: clock.now() };
  }

  if (!hasSecondPerson) {
    const alone = REPORTED_HARMS.map((harm) => ({ hotline: EVERY_HOTLINE, harm, forKnown: false, forNovel: false, updatedAt: clock.now() }));
    await database.client.approvalRule.createMany({ data: alone, skipDuplicates: true });
  }
  const moderator = await person('moderator');
  const key = must(await as(system, (ctx) => createKey(ctx, { ...ORDINARY_KEY, name: 'Example Messenger' })));
  const platform: PlatformActor = { kind: 'platform', id: key.id, name: 'Example Messenger', scopes: ['intake.media', 'intake.items'] };
  const caller = () => ({ actor: platform, clock, ids: randomIds, requestId: randomIds.next() });

  async function sendPicture(): Promise<string> {
    const picture = await drawPicture();
    const body = new Blob([Uint8Array.from(picture)]).stream();
    return must(await receiveMedia(caller(), { body, contentType: 'image/png', contentLength: String(picture.length) })).receipt.mediaId;
  }

  /** An item as a platform sends one, with so many pictures; `more` overrides any part of it, and leaves out what is undefined. */
  async function sendItem(pictures = 1, more: Record<string, unknown> & { subject?: Readonly<Record<string, unknown>> } = {}): Promise<{ itemId: string; mediaIds: string[] }> {
    const mediaIds = await Promise.all(Array.from({ length: pictures }, sendPicture));
    const name = randomIds.next();
    const subjectId = more.subject?.['externalId'] ?? `u-${name}`;
    const item = {
      externalId: `evt-${name}`,
      platform: 'Example Messenger',
      occurredAt: '2026-11-20T08:15:00+01:00',
      conversation: { externalId: `dm-${name}`, encryption: 'transport' },
      subject: {
        externalId: subjectId,
        screenName: 'user_one',
        emails: [{ address: 'u1@example.com', verified: true }],
        ipEvents: [{ ip: '203.0.113.7', event: 'Upload', at: '2026-11-20T08:14:58+01:00', port: 443 }],
      },
      participants: [{ externalId: `v-${name}`, screenName: 'user_two' }],
      messages: [{ externalId: 'm1', senderId: subjectId, sentAt: '2026-11-20T08:15:00+01:00', text: 'a harmless line', media: mediaIds, flagged: true }],
      signals: [{ kind: 'user_report', reason: 'child_safety', reporterId: `v-${name}` }],
      ...more,
    };
    // As it arrives: JSON has no undefined.
    const [outcome] = await receiveItems(caller(), [JSON.parse(JSON.stringify(item))]);
    if (!outcome || 'problem' in outcome) throw new Error(`the item was refused: ${JSON.stringify(outcome)}`);
    return { itemId: outcome.receipt.itemId, mediaIds };
  }

  /** What the worker does with files that came in, for those who look at them. */
  async function derive(mediaIds: readonly string[]): Promise<void> {
    for (const mediaId of mediaIds) await deriveMedia({ client: database.client, clock, ids: randomIds }, mediaId);
  }

  /** As when a person reveals a still picture and its bytes are handed out. */
  async function look(itemId: string, mediaId: string): Promise<void> {
    const now = clock.now();
    await database.client.media.update({ where: { id: mediaId }, data: { state: 'ready', frames: 1 } });
    await database.client.evidenceView.create({
      data: { id: randomIds.next(), itemId, mediaId, personId: moderator.id, sessionId: moderator.sessionId, kind: 'reveal', reason: 'needed to decide', grantedAt: now, openedAt: now },
    });
  }

  const decision = (itemId: string): DecideInput => ({
    itemId,
    outcome: 'apparent_csam',
    incidentType: null,
    reportAnnotations: [],
    dangerNow: [],
    dangerReason: '',
    files: [],
  });

  /** One click on an item, and on others of its case: all that was made, and the first of each by its own name. */
  async function report(itemId: string, more: Partial<DecideInput> = {}, also: readonly string[] = []) {
    must(await as(moderator, (ctx) => take(ctx, { itemId })));
    const made = must(await as(moderator, (ctx) => decideAndReport(ctx, { ...decision(itemId), ...more }, { also })));
    const [[first], [decisionId]] = [made.reports, made.decisionIds];
    if (!first || decisionId === undefined) throw new Error('one click made nothing');
    return { ...made, ...first, decisionId };
  }

  const stored = (reportId: string) => database.client.report.findUniqueOrThrow({ where: { id: reportId }, include: { files: { orderBy: { position: 'asc' } }, calls: { orderBy: { id: 'asc' } }, clocks: true } });
  const tools = (hotline: NcmecHotline): FilingTools => ({ client: database.client, databaseUrl: database.url, reach: reachTo(hotline), clock, ids: randomIds, random: () => 0 });

  return { as, person, moderator, sendPicture, sendItem, derive, look, decision, report, stored, tools };
}

export type Desk = Awaited<ReturnType<typeof openDesk>>;
