import { expect } from '@playwright/test';
import { db } from '@/lib/db';
import { type PersonActor, ROLES, type Role } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { requestEmergency } from '@/lib/referral';
import { EMPTY_SCOPE, NO_REDACTIONS } from '@/lib/referral/schema';
import { settle } from '@/lib/reporting';
import { placeHold, requestDestruction } from '@/lib/retention';
import { freeCase } from '../harness/keeping';
import { draw } from '../harness/pictures';
import { nearMatch, pushItem, pushMedia } from '../harness/platform';
import { checkedAgency } from '../harness/referring';
import { as, sessionOf, useSystem } from '../harness/session-of';
import { system } from '../harness/system';
import { test } from '../harness/tidy';
import { type Built, readBuilt } from './built';
import { call, ownPage, sendAction } from './call';
import { MATRIX } from './entries';
import { addPerson, clear, inRole, keyWith } from './standings';

const CASEWORKERS = ['moderator', 'supervisor', 'liaison'] as const satisfies Role[];
const REFERRERS = ['supervisor', 'liaison'] as const satisfies Role[];
const LOOK_THROUGH = 'action app/(desk)/referrals/actions.ts preview';

interface Canary {
  readonly what: string;
  readonly text: string;
  /** Who may find it in what pages send them; each of these has to, so that a search that finds nothing means something. */
  readonly roles: readonly Role[];
}

interface Planted {
  readonly canaries: readonly Canary[];
  readonly paths: readonly string[];
  readonly referralId: string;
}

interface Place {
  readonly path: string;
  readonly bytes: string;
}

/** The ways in which the browser asks for a page: as a document, as what updates one, and ahead of a click. */
const FORMS: readonly Record<string, string>[] = [{}, { RSC: '1' }, { RSC: '1', 'Next-Router-Prefetch': '1' }];

async function everything(paths: readonly string[], session: string | undefined): Promise<Place[]> {
  const places: Place[] = [];
  for (const path of paths) {
    for (const form of FORMS) {
      const headers = { ...form, ...(session !== undefined && { Cookie: session }) };
      const answer = await fetch(`${system().address}${path}`, { headers });
      places.push({ path: `${path} ${Object.keys(form).join(' ')}`.trim(), bytes: `${JSON.stringify([...answer.headers])} ${await answer.text()}` });
    }
  }
  return places;
}

/** The report of an item, asked for by `actor`. */
async function reportOf(actor: PersonActor, itemId: string): Promise<string> {
  await as(actor, (ctx) => take(ctx, { itemId }));
  const decision = { itemId, outcome: 'apparent_csam' as const, incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] };
  const { reports } = await as(actor, (ctx) => settle(ctx, { decision, isReported: true, note: '' }));
  if (!reports[0]) throw new Error('The decision made no report.');
  return reports[0].reportId;
}

/** What looking a referral through answers, the one read of these pages that is asked for by itself. */
async function lookedThrough(built: Built, referralId: string, session: string | undefined): Promise<Place> {
  const action = built.actions.get(LOOK_THROUGH);
  if (!action) throw new Error('Referrals are not looked through any more.');
  const answer = await sendAction(action, { ...ownPage(), ...(session !== undefined && { Cookie: session }) }, [{ referralId }]);
  return { path: LOOK_THROUGH, bytes: await answer.text() };
}

/** What a referral that waits for a second person says, and what people to whom it was shown read of the case on looking it through. */
async function plantReferral(caseId: string, itemId: string, danger: string, phrase: string, contactName: string): Promise<string> {
  const { agencyId, keyId } = await checkedAgency(`Agency of ${itemId}`, { contactName });
  const { actor } = await sessionOf('liaison@example.com');
  const scope = { ...EMPTY_SCOPE, itemIds: [itemId] };
  const input = { caseId, agencyId, keyId, profile: 'full' as const, authority: '', reference: '', danger, scope, redactions: { ...NO_REDACTIONS, phrases: [phrase] } };
  return (await as(actor, (ctx) => requestEmergency(ctx, input))).referralId;
}

/** A hold, a destruction that waits for a second person, and an erasure, each with words of its own. */
async function plantRetention(caseNumber: string, hold: string, destruction: string, erased: string): Promise<void> {
  const { actor } = await sessionOf('liaison@example.com');
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await as(actor, (ctx) => placeHold(ctx, { caseNumber, kind: 'legal', agencyId: null, reference: 'COUNSEL-8', reason: hold, startsOn: day(0), endsOn: null, reviewOn: day(30) }));
  const free = await freeCase(34);
  await as(actor, (ctx) => requestDestruction(ctx, { caseNumber: free.caseNumber, kind: 'expiry', items: [], agencyId: null, reference: null, reason: destruction }));
  const headers = { 'Content-Type': 'application/json', Authorization: await keyWith(['erasure.request']) };
  const answer = await fetch(`${system().address}/api/v1/erasures`, { method: 'POST', headers, body: JSON.stringify({ reference: `about ${erased}`, platform: 'Example Messenger', accountExternalId: erased }) });
  expect(answer.status).toBe(202);
}

/** An item with a note on its case, another of the same case that is reported, all of it recognisable, and secrets that are there anyway. */
async function plant(built: Built): Promise<Planted> {
  const mediaId = await pushMedia(await draw(33));
  const keptId = await pushMedia(await draw(35));
  const subject = 'canary-account-7719';
  const names = { screenName: 'canary-screen-4402', displayName: 'Canary Display 9031', ip: '198.51.100.77' };
  const [message, note] = ['canary message about a wheelbarrow', 'canary note about a watering can'];
  const [third, phrase, danger, contact] = ['canary hedge 3310', 'hosepipe 6604', 'canary danger near a greenhouse', 'Canary Contact 5150'];
  const [hold, destruction, erased] = ['canary hold for a lawn mower', 'canary end of a compost heap', 'canary-erased-8206'];
  const item = { subject, mediaIds: [mediaId], signals: [nearMatch(mediaId)], text: message, otherText: `${third} beside the ${phrase}`, names };
  const { itemId, caseNumber } = await pushItem({ ...item, externalId: `canary-${Date.now()}` });
  // Decided, in a case that is held: what came with it is preserved.
  const reported = await pushItem({ ...item, mediaIds: [keptId], signals: [nearMatch(keptId)], externalId: `canary-reported-${Date.now()}` });
  const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number: caseNumber } });
  const noted = await call(built, 'action app/(desk)/cases/[caseId]/actions.ts add', { Cookie: await inRole('moderator') }, { body: { caseId, body: note } });
  expect(noted.verdict).toBe('let in');
  const email = `canary-${itemId}@example.com`;
  await addPerson({ email, role: 'moderator' });
  const colleague = await sessionOf(email);
  const reportId = await reportOf(colleague.actor, reported.itemId);
  const referralId = await plantReferral(caseId, itemId, danger, phrase, contact);
  await plantRetention(caseNumber, hold, destruction, erased);
  const { prefix } = await db().apiKeySecret.findFirstOrThrow({ where: { key: { revokedAt: null } } });
  const canaries: Canary[] = [
    { what: 'text of a message that was not unfolded', text: message, roles: [] },
    { what: 'text of a note', text: note, roles: CASEWORKERS },
    { what: 'name of an account', text: subject, roles: CASEWORKERS },
    { what: 'screen name', text: names.screenName, roles: CASEWORKERS },
    { what: 'display name', text: names.displayName, roles: CASEWORKERS },
    { what: 'e-mail of an account', text: `${subject}@example.com`, roles: CASEWORKERS },
    { what: 'IP address of an account', text: names.ip, roles: CASEWORKERS },
    { what: 'case number', text: caseNumber, roles: [...CASEWORKERS, 'auditor'] },
    // Whoever reads the trail gets its entries whole, since their browser checks each word of them against the log.
    { what: 'id of a file', text: mediaId, roles: ['moderator', 'supervisor', 'auditor'] },
    { what: 'id of a preserved file', text: keptId, roles: [...REFERRERS, 'auditor'] },
    { what: 'e-mail of a colleague', text: email, roles: ['admin'] },
    { what: 'first characters of a key', text: prefix, roles: ['admin'] },
    { what: 'session of a colleague', text: colleague.actor.sessionId, roles: ['supervisor', 'auditor'] },
    { what: 'hash of a password', text: '$argon2', roles: [] },
    { what: 'text of a third person beside what is taken out of a referral', text: third, roles: REFERRERS },
    { what: 'words that are taken out of a referral', text: phrase, roles: REFERRERS },
    { what: 'danger that a referral tells of', text: danger, roles: REFERRERS },
    { what: 'people of an agency', text: contact, roles: REFERRERS },
    { what: 'reason of a hold', text: hold, roles: REFERRERS },
    // It goes on the trail as it is written, which the form says.
    { what: 'reason of a destruction', text: destruction, roles: [...REFERRERS, 'auditor'] },
    { what: 'account whose erasure was asked for', text: erased, roles: [] },
  ];
  const pages = Object.keys(MATRIX).filter((name) => name.startsWith('page ')).map((name) => name.slice('page '.length));
  const filled = pages.map((pattern) => pattern.replace('[itemId]', itemId).replace('[caseId]', caseId).replace('[reportId]', reportId).replace('[referralId]', referralId));
  expect(filled.filter((path) => /\[[a-z]/i.test(path)), 'pages whose id nothing fills').toEqual([]);
  const more = [`/preserved/${reported.itemId}`, ...['accounts', 'items', 'reports', 'referrals'].map((tab) => `/cases/${caseId}?tab=${tab}`), ...['process', 'emergency', 'preservation'].map((way) => `/referrals/new?case=${caseId}&as=${way}`)];
  const trail = ['case.opened', 'media.received', 'session.signed_in', 'destruction.requested', 'hold.placed', 'erasure.received'].map((action) => `/audit?action=${action}`);
  return { canaries, paths: [...filled, ...more, ...trail], referralId };
}

test.afterAll(clear);

test('no page sends a role what it may not see: not in its document, nor in what updates it, nor ahead of a click', async () => {
  test.setTimeout(180_000);
  useSystem();
  const built = await readBuilt();
  const { canaries, paths, referralId } = await plant(built);
  for (const role of [undefined, ...ROLES]) {
    const session = role && (await inRole(role));
    const places = [...(await everything(paths, session)), await lookedThrough(built, referralId, session)];
    for (const { what, text, roles } of canaries) {
      const found = places.filter(({ bytes }) => bytes.includes(text)).map(({ path }) => path);
      const isMeant = role !== undefined && roles.includes(role);
      if (isMeant) expect(found, `${role} and the ${what}: seen somewhere`).not.toEqual([]);
      else expect(found, `${role ?? 'nobody'} and the ${what}`).toEqual([]);
    }
  }
});
