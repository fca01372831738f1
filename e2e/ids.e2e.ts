import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect } from '@playwright/test';
import sharp from 'sharp';
import { keepAway } from '@/lib/cases';
import { db } from '@/lib/db';
import { grantView } from '@/lib/evidence';
import { type PersonActor, randomIds, systemClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { createReferral } from '@/lib/referral';
import { settle } from '@/lib/reporting';
import { exactMatch, pushItem, pushMedia } from './harness/platform';
import { type Session, as, sessionOf } from './harness/session-of';
import { test } from './harness/tidy';

/** What belongs to one case, by the ids under which it is asked for. */
interface Things {
  readonly caseId: string;
  readonly itemId: string;
  readonly mediaId: string;
  readonly reportId: string;
  readonly grantId: string;
  readonly destructionId: string;
  readonly referralId: string;
  /** An entry of the trail about the case. */
  readonly eventId: string;
}
type Kind = 'missing' | 'walled' | 'foreign';
type Who = 'moderator' | 'supervisor' | 'liaison';

interface Sweep {
  readonly who: Who;
  /** `foreign`: it is there and not walled off, but belongs to somebody else. */
  readonly kinds: readonly Kind[];
  readonly ask: (ids: Things) => readonly [path: string, init?: RequestInit];
}

const post = (body: object): RequestInit => ({ method: 'POST', body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } });
/** As a page asks for what it needs of another one; the desk first says under which address to ask for that. */
const rsc: RequestInit = { headers: { RSC: '1' }, redirect: 'follow' };

/** Every address with an id in it, by its folder, and those that take one in their body. A new one has to be written down here. */
const ADDRESSES: Readonly<Record<string, readonly Sweep[] | 'takes no id of ours'>> = {
  'api/[...path]': 'takes no id of ours',
  'api/audit/proof/[eventId]': [{ who: 'supervisor', kinds: ['missing', 'walled'], ask: ({ eventId }) => [`/api/audit/proof/${eventId}`] }],
  'api/audit/tile/[...path]': 'takes no id of ours',
  'api/audit/tile/entries/[...path]': 'takes no id of ours',
  'api/auth/[...nextauth]': 'takes no id of ours',
  'api/evidence/[mediaId]/preview': [
    { who: 'moderator', kinds: ['missing', 'walled'], ask: ({ mediaId }) => [`/api/evidence/${mediaId}/preview`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ mediaId }) => [`/api/evidence/${mediaId}/preview`] },
  ],
  'api/evidence/grants/[grantId]': [{ who: 'moderator', kinds: ['missing', 'walled', 'foreign'], ask: ({ grantId }) => [`/api/evidence/grants/${grantId}`] }],
  // Walled off it is still ended: that shows nothing, and what was looked at has an end on record.
  'api/evidence/grants/[grantId]/end': [{ who: 'moderator', kinds: ['missing', 'foreign'], ask: ({ grantId }) => [`/api/evidence/grants/${grantId}/end`, post({})] }],
  'api/evidence/grants/[grantId]/heard': [{ who: 'moderator', kinds: ['missing', 'foreign'], ask: ({ grantId }) => [`/api/evidence/grants/${grantId}/heard`, post({})] }],
  'api/evidence/grants': [{ who: 'moderator', kinds: ['missing', 'walled', 'foreign'], ask: ({ itemId, mediaId }) => ['/api/evidence/grants', post({ itemId, mediaId, kind: 'peek' })] }],
  'api/retention/[destructionId]/certificate': [{ who: 'liaison', kinds: ['missing', 'walled'], ask: ({ destructionId }) => [`/api/retention/${destructionId}/certificate`] }],
  'api/items/[itemId]/plan': [{ who: 'moderator', kinds: ['missing', 'walled'], ask: ({ itemId }) => [`/api/items/${itemId}/plan?outcome=apparent_csam`] }],
  'api/reports/[reportId]': [{ who: 'liaison', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/api/reports/${reportId}`] }],
  // Of a report that is not to be handed in there is no packet and no file either; that of one that is, is shown beside the verbs.
  'api/reports/[reportId]/files/[fileId]': [{ who: 'moderator', kinds: ['missing', 'walled'], ask: ({ reportId, grantId }) => [`/api/reports/${reportId}/files/${grantId}`] }],
  '(desk)/(work)/review/[itemId]': [
    { who: 'moderator', kinds: ['missing', 'walled'], ask: ({ itemId }) => [`/review/${itemId}`] },
    { who: 'moderator', kinds: ['missing', 'walled'], ask: ({ itemId }) => [`/review/${itemId}`, rsc] },
  ],
  '(desk)/preserved/[itemId]': [
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ itemId }) => [`/preserved/${itemId}`] },
    { who: 'supervisor', kinds: ['missing', 'walled'], ask: ({ itemId }) => [`/preserved/${itemId}`, rsc] },
  ],
  '(desk)/reports/approvals/[reportId]': [
    { who: 'moderator', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/approvals/${reportId}`] },
    { who: 'moderator', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/approvals/${reportId}`, rsc] },
  ],
  '(desk)/reports/[reportId]': [
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/${reportId}`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/${reportId}`, rsc] },
  ],
  '(desk)/reports/[reportId]/packet': [
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/${reportId}/packet`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ reportId }) => [`/reports/${reportId}/packet`, rsc] },
  ],
  'api/referrals/[referralId]': [{ who: 'liaison', kinds: ['missing', 'walled'], ask: ({ referralId }) => [`/api/referrals/${referralId}`] }],
  'api/referrals/[referralId]/package': [{ who: 'liaison', kinds: ['missing', 'walled'], ask: ({ referralId }) => [`/api/referrals/${referralId}/package`] }],
  '(desk)/referrals/[referralId]': [
    { who: 'supervisor', kinds: ['missing', 'walled'], ask: ({ referralId }) => [`/referrals/${referralId}`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ referralId }) => [`/referrals/${referralId}`, rsc] },
  ],
  '(desk)/referrals/new': [
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ caseId }) => [`/referrals/new?case=${caseId}`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ caseId }) => [`/referrals/new?case=${caseId}&as=emergency`, rsc] },
  ],
  '(desk)/cases/[caseId]': [
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ caseId }) => [`/cases/${caseId}`] },
    { who: 'liaison', kinds: ['missing', 'walled'], ask: ({ caseId }) => [`/cases/${caseId}`, rsc] },
    { who: 'supervisor', kinds: ['missing', 'walled'], ask: ({ caseId }) => [`/cases/${caseId}?tab=access`] },
  ],
};

test('every address with an id in it is in the table', () => {
  const files = readdirSync('app', { recursive: true, encoding: 'utf8' }).filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file));
  const known = Object.keys(ADDRESSES);
  expect(files.map((file) => dirname(file)).filter((folder) => folder.includes('[') && !known.includes(folder))).toEqual([]);
  expect(known.filter((folder) => !files.some((file) => dirname(file) === folder))).toEqual([]);
});

/** A square of a colour that no other file has: a file that is in another case, too, can be seen through that one. */
function paint(): Promise<Buffer> {
  const [r = 0, g = 0, b = 0] = randomBytes(3);
  return sharp({ create: { width: 64, height: 64, channels: 3, background: { r, g, b } } }).png().toBuffer();
}

/** A case with a decision, a report and a look that was granted and not used, all of them `owner`'s. */
async function makeCase(owner: PersonActor): Promise<Things> {
  const name = `ids-${randomIds.next()}`;
  const mediaId = await pushMedia(await paint());
  const { itemId } = await pushItem({ externalId: name, subject: name, mediaIds: [mediaId], signals: [exactMatch(mediaId)] });
  const { caseId } = await db().item.findUniqueOrThrow({ where: { id: itemId } });
  await as(owner, (ctx) => take(ctx, { itemId }));
  const { grantId } = await as(owner, (ctx) => grantView(ctx, { itemId, mediaId, kind: 'peek' }));
  const decision = { itemId, outcome: 'apparent_csam', incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] } as const;
  const { reports } = await as(owner, (ctx) => settle(ctx, { decision: { ...decision, reportAnnotations: [], dangerNow: [], files: [] }, isReported: true, note: '' }));
  const { id: eventId } = await db().auditEvent.findFirstOrThrow({ where: { caseId } });
  const destructionId = randomIds.next();
  await db().destruction.create({ data: { id: destructionId, number: `D-${destructionId}`, caseId, kind: 'expiry', itemIds: [], isWholeCase: true, reason: 'A test of ids', requestedById: owner.id, requestedAt: systemClock.now() } });
  const { referralId } = await as(owner, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' }));
  return { destructionId, referralId, caseId, itemId, mediaId, grantId, reportId: reports[0]?.reportId ?? '', eventId };
}

async function thingsOf(kind: Kind, asker: Session): Promise<Things> {
  if (kind === 'missing') return { caseId: randomIds.next(), itemId: randomIds.next(), mediaId: randomIds.next(), reportId: randomIds.next(), grantId: randomIds.next(), destructionId: randomIds.next(), referralId: randomIds.next(), eventId: randomIds.next() };
  if (kind === 'foreign') return makeCase((await sessionOf('moderator2@example.com')).actor);
  // What is walled off is even their own.
  const made = await makeCase(asker.actor);
  const { actor } = await sessionOf('admin@example.com');
  await as(actor, (ctx) => keepAway(ctx, { caseId: made.caseId, personId: asker.actor.id, reason: 'Knows somebody in it' }));
  return made;
}

/** Without what is another one in every answer, whatever it says: the id that was asked for, the request's own, a nonce, the time. */
function bare(body: string, ids: Things): string {
  let text = body;
  for (const id of Object.values(ids) as string[]) text = text.replaceAll(id, 'ID');
  return text
    .replaceAll(/"requestId":"[^"]+"/g, '"requestId":"…"')
    // Next.js names the request in its keys for a page's head.
    .replaceAll(/"[\w-]{21}([vm])"/g, '"…$1"')
    .replaceAll(/nonce(\\?"?[:=]\\?")[^"\\]+/g, 'nonce$1…')
    .replaceAll(/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, 'TIME')
    // What a page is made of comes in rows, cut into scripts, in the order in which parts happened to be ready; they
    // are numbered as they come, and refer to each other by number.
    .replaceAll(/"\]\)<\/script><script nonce="…">self\.__next_f\.push\(\[1,"/g, '')
    .split(/\\n|\n/)
    .map((row) => row.replace(/^[0-9a-f]+:/, 'ROW:').replaceAll(/\$L?[0-9a-f]+/g, '$ROW'))
    .sort()
    .join('\n');
}

const refusals = (actor: PersonActor) => db().auditEvent.findMany({ where: { actorId: actor.id, sessionId: actor.sessionId, action: 'access.refused' }, orderBy: { seq: 'asc' } });

for (const [folder, sweeps] of Object.entries(ADDRESSES)) {
  if (sweeps === 'takes no id of ours') continue;
  for (const [index, { who, kinds, ask }] of sweeps.entries()) {
    test(`${folder} answers a ${who} alike for every id that is not theirs, and each time it is on record (${index + 1})`, async () => {
      const asker = await sessionOf(`${who}@example.com`);
      // All is there before anything is asked, so that what else a page shows is the same.
      const things = await Promise.all(kinds.map((kind) => thingsOf(kind, asker)));
      const answers = [];
      for (const ids of things) {
        const before = (await refusals(asker.actor)).length;
        const answer = await asker.send(...ask(ids));
        answers.push({ status: answer.status, type: answer.headers.get('content-type'), body: bare(await answer.text(), ids) });
        const written = (await refusals(asker.actor)).slice(before);
        expect(written.map(({ details, outcome }) => [outcome, (details as { code?: string }).code])).toEqual([['refused', 'not_found']]);
      }
      const [first] = answers;
      // To its own pages Next.js says "not found" inside an answer whose status is 200.
      expect(`${first?.status} ${first?.body}`).toMatch(first?.type === 'text/x-component' ? /NEXT_HTTP_ERROR_FALLBACK;404/ : /^404 /);
      for (const answer of answers) expect(answer).toEqual(first);
    });
  }
}
