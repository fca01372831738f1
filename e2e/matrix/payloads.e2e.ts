import { expect } from '@playwright/test';
import { type Ctx, db, transact } from '@/lib/db';
import { type PersonActor, ROLES, type Result, type Role, randomIds, systemClock } from '@/lib/kernel';
import { take } from '@/lib/queue';
import { createReferral } from '@/lib/referral';
import { settle } from '@/lib/reporting';
import { draw } from '../harness/pictures';
import { nearMatch, pushItem, pushMedia } from '../harness/platform';
import { sessionOf, useSystem } from '../harness/session-of';
import { system } from '../harness/system';
import { test } from '../harness/tidy';
import { readBuilt } from './built';
import { call } from './call';
import { MATRIX } from './entries';
import { addPerson, clear, inRole } from './standings';

const CASEWORKERS = ['moderator', 'supervisor', 'liaison'] as const satisfies Role[];

interface Canary {
  readonly what: string;
  readonly text: string;
  /** Who may find it in what pages send them; each of these has to, so that a search that finds nothing means something. */
  readonly roles: readonly Role[];
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

async function as<T>(actor: PersonActor, verb: (ctx: Ctx<PersonActor>) => Promise<Result<T>>): Promise<T> {
  const result = await transact(db(), (tx) => verb({ tx, actor, clock: systemClock, ids: randomIds, requestId: randomIds.next() }));
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.safeMessage}`);
  return result.value;
}

/** The report of an item, asked for by `actor`. */
async function reportOf(actor: PersonActor, itemId: string): Promise<string> {
  await as(actor, (ctx) => take(ctx, { itemId }));
  const decision = { itemId, outcome: 'apparent_csam' as const, incidentType: null, reportAnnotations: [], dangerNow: [], dangerReason: '', files: [] };
  const { reports } = await as(actor, (ctx) => settle(ctx, { decision, isReported: true, note: '' }));
  if (!reports[0]) throw new Error('The decision made no report.');
  return reports[0].reportId;
}

/** An item with a note on its case, another of the same case that is reported, all of it recognisable, and secrets that are there anyway. */
async function plant(): Promise<{ canaries: Canary[]; paths: string[] }> {
  const mediaId = await pushMedia(await draw(33));
  const subject = 'canary-account-7719';
  const names = { screenName: 'canary-screen-4402', displayName: 'Canary Display 9031', ip: '198.51.100.77' };
  const [message, note] = ['canary message about a wheelbarrow', 'canary note about a watering can'];
  const item = { subject, mediaIds: [mediaId], signals: [nearMatch(mediaId)], text: message, names };
  const { itemId, caseNumber } = await pushItem({ ...item, externalId: `canary-${Date.now()}` });
  const reported = await pushItem({ ...item, externalId: `canary-reported-${Date.now()}` });
  const { id: caseId } = await db().case.findUniqueOrThrow({ where: { number: caseNumber } });
  const noted = await call(await readBuilt(), 'action app/(desk)/cases/[caseId]/actions.ts add', { Cookie: await inRole('moderator') }, { body: { caseId, body: note } });
  expect(noted.verdict).toBe('let in');
  const email = `canary-${itemId}@example.com`;
  await addPerson({ email, role: 'moderator' });
  const colleague = await sessionOf(email);
  const reportId = await reportOf(colleague.actor, reported.itemId);
  const liaison = await sessionOf('liaison@example.com');
  const { referralId } = await as(liaison.actor, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' }));
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
    { what: 'e-mail of a colleague', text: email, roles: ['admin'] },
    { what: 'first characters of a key', text: prefix, roles: ['admin'] },
    { what: 'session of a colleague', text: colleague.actor.sessionId, roles: ['supervisor', 'auditor'] },
    { what: 'hash of a password', text: '$argon2', roles: [] },
  ];
  const pages = Object.keys(MATRIX).filter((name) => name.startsWith('page ')).map((name) => name.slice('page '.length));
  const filled = pages.map((pattern) => pattern.replace('[itemId]', itemId).replace('[caseId]', caseId).replace('[reportId]', reportId).replace('[referralId]', referralId));
  expect(filled.filter((path) => /\[[a-z]/i.test(path)), 'pages whose id nothing fills').toEqual([]);
  const more = [...['accounts', 'items', 'reports', 'referrals'].map((tab) => `/cases/${caseId}?tab=${tab}`), ...['process', 'emergency', 'preservation'].map((way) => `/referrals/new?case=${caseId}&as=${way}`)];
  return { canaries, paths: [...filled, ...more, '/audit?action=case.opened', '/audit?action=media.received', '/audit?action=session.signed_in'] };
}

test.afterAll(clear);

test('no page sends a role what it may not see: not in its document, nor in what updates it, nor ahead of a click', async () => {
  test.setTimeout(180_000);
  useSystem();
  const { canaries, paths } = await plant();
  for (const role of [undefined, ...ROLES]) {
    const places = await everything(paths, role && (await inRole(role)));
    for (const { what, text, roles } of canaries) {
      const found = places.filter(({ bytes }) => bytes.includes(text)).map(({ path }) => path);
      const isMeant = role !== undefined && roles.includes(role);
      if (isMeant) expect(found, `${role} and the ${what}: seen somewhere`).not.toEqual([]);
      else expect(found, `${role ?? 'nobody'} and the ${what}`).toEqual([]);
    }
  }
});
