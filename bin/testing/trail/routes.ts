import { generate } from 'otplib';
import { finishAuthenticator, beginAuthenticator } from '@/lib/access';
import { PASSWORD } from '@/lib/access/testing';
import { fileSigner, sequence } from '@/lib/audit';
import { db } from '@/lib/db';
import { draw } from '@/lib/evidence/testing';
import { type PersonActor, randomIds } from '@/lib/kernel';
import { grantFile } from '@/lib/reporting';
import { must } from '@/lib/reporting/testing';
import { ask, post, sitDown } from './browser';
import { goodWord } from './further';
import type { Line } from './line';
import { destroyed } from './retention';
import type { Scene } from './scene';

const whyRead = 'A page that is open looks again: that it was opened is the event';
const whyFile = 'The same for everybody, and about nobody';

const whyProof = 'Hashes about events that their reader has before them: reading the page is the event';

/** An event that has its place in the log, and a checkpoint over it. */
async function placedEvent(): Promise<string> {
  await sequence(db(), fileSigner());
  return (await db().auditLeaf.findFirstOrThrow({ select: { eventId: true } })).eventId;
}

const reveal = (itemId: string, mediaId: string) => ({ itemId, mediaId, kind: 'reveal', reason: 'The hash alone does not say what it is' });

/** A look that was granted to the person, in their own browser. */
async function granted({ heldItem }: Scene, asker: PersonActor): Promise<string> {
  const { itemId, mediaId } = await heldItem(asker);
  await sitDown(asker);
  return (await post<{ grantId: string }>('/api/evidence/grants', reveal(itemId, mediaId))).grantId;
}

/** Routes of those who are signed in, of programs, and what is open to everybody. */
export const ROUTE_LINES: Readonly<Record<string, Line>> = {
  'GET /icon.svg': { nothing: whyFile },
  'GET /api/health': { nothing: whyFile },
  'GET /api/openapi.json': { nothing: whyFile },
  'GET /api/[...path]': { nothing: 'There is nothing here' },
  'POST /api/[...path]': { nothing: 'There is nothing here' },
  'PUT /api/[...path]': { nothing: 'There is nothing here' },
  'PATCH /api/[...path]': { nothing: 'There is nothing here' },
  'DELETE /api/[...path]': { nothing: 'There is nothing here' },

  'POST /api/intake/v1/media': {
    role: null,
    writes: ['media.received'],
    prepare: async ({ key }) => ({ headers: { ...(await key()).bearer, 'Content-Type': 'image/png' }, bytes: Uint8Array.from(await draw(Math.trunc(performance.now())).png().toBuffer()) }),
  },
  'POST /api/v1/erasures': {
    role: null,
    writes: ['erasure.received'],
    prepare: async ({ key }) => ({ headers: (await key(['erasure.request'])).bearer, body: { reference: randomIds.next(), platform: 'Example Messenger', accountExternalId: randomIds.next() } }),
  },
  'GET /api/retention/[destructionId]/certificate': { role: 'liaison', writes: ['destruction.certificate_read'], prepare: async (scene) => ({ params: await destroyed(scene) }) },
  'POST /api/intake/v1/items': {
    role: null,
    writes: ['item.received', 'case.opened'],
    why: 'The first item of an account opens its case',
    prepare: async ({ key }) => ({
      headers: (await key()).bearer,
      body: { externalId: randomIds.next(), platform: 'Example Messenger', occurredAt: '2026-11-20T08:15:00+01:00', subject: { externalId: randomIds.next() }, signals: [{ kind: 'user_report', reason: 'child_safety' }] },
    }),
  },

  'GET /api/session': { nothing: 'Says how the own session stands' },
  'POST /api/session': { role: 'moderator', writes: [], why: 'That somebody is still there keeps their session open, as every act of theirs does', prepare: () => ({}) },
  'POST /api/session/lock': { role: 'moderator', writes: ['session.locked'], prepare: () => ({}) },
  'POST /api/session/end': { role: 'moderator', writes: ['session.signed_out'], prepare: () => ({}) },
  'POST /api/session/step-up/options': { role: 'moderator', writes: [], why: 'Begins what the answer finishes', prepare: () => ({}) },
  'POST /api/session/step-up': {
    role: 'moderator',
    writes: ['session.verified'],
    prepare: async ({ as }, asker) => {
      await sitDown(asker);
      const { secret } = must(await as(asker, beginAuthenticator));
      must(await as(asker, async (ctx) => finishAuthenticator(ctx, { code: await generate({ secret, epoch: Date.now() / 1000 - 30 }) })));
      return { body: { code: await generate({ secret }) } };
    },
  },
  'GET /api/events': { nothing: 'Ids of what changed, to open pages' },
  'POST /api/account/password': { role: 'moderator', writes: ['password.changed'], prepare: () => ({ body: { before: PASSWORD, after: `a long one for ${randomIds.next()}` } }) },

  'GET /api/queue': { role: 'moderator', writes: [], why: whyRead, prepare: () => ({ query: '?view=next' }) },
  'GET /api/alerts': { role: 'supervisor', writes: [], why: 'What concerns a role stands above its pages; taking note of it is the event', prepare: () => ({}) },
  'GET /api/items/[itemId]/plan': {
    role: 'moderator',
    writes: [],
    why: 'Where a report would go and whether somebody else agrees first; opening the item is the event',
    prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ params: { itemId }, query: '?outcome=apparent_csam' })),
  },
  'GET /api/reports/[reportId]': { role: 'moderator', writes: [], why: whyRead, prepare: ({ decided }, asker) => decided(asker, true).then(({ reportId }) => ({ params: { reportId } })) },
  'GET /api/evidence/[mediaId]/preview': {
    role: 'moderator',
    writes: [],
    why: 'A grey blur that stands beside the item; opening the item is the event, and every look at more than the blur is one',
    prepare: ({ heldItem }, asker) => heldItem(asker).then(({ mediaId }) => ({ params: { mediaId } })),
  },
  'POST /api/evidence/grants': { role: 'moderator', writes: ['evidence.granted'], prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId, mediaId }) => ({ body: reveal(itemId, mediaId) })) },
  'GET /api/evidence/grants/[grantId]': { role: 'moderator', writes: ['evidence.revealed'], prepare: async (scene, asker) => ({ params: { grantId: await granted(scene, asker) } }) },
  'POST /api/evidence/grants/[grantId]/end': {
    role: 'moderator',
    writes: ['evidence.view_ended'],
    prepare: async (scene, asker) => {
      const params = { grantId: await granted(scene, asker) };
      await (await ask('GET /api/evidence/grants/[grantId]', { params })).arrayBuffer();
      return { params, body: {} };
    },
  },
  'POST /api/evidence/grants/[grantId]/heard': {
    role: 'moderator',
    writes: [],
    why: 'That a look still goes on; that it began and that it ended are the events',
    prepare: async (scene, asker) => {
      const params = { grantId: await granted(scene, asker) };
      await (await ask('GET /api/evidence/grants/[grantId]', { params })).arrayBuffer();
      return { params, body: {} };
    },
  },
  'GET /api/reports/[reportId]/files/[fileId]': {
    role: 'moderator',
    writes: ['report.file_taken'],
    prepare: async ({ as, toHandIn }, asker) => {
      const params = await toHandIn();
      must(await as(asker, (ctx) => grantFile(ctx, params)));
      return { params };
    },
  },

  'POST /api/audit-export': { role: 'auditor', writes: ['audit.exported'], prepare: () => ({ body: { format: 'csv' } }) },
  'GET /api/audit/checkpoint': { nothing: 'Hashes and signatures, which tell nothing about anybody' },
  'GET /api/audit/key': { nothing: 'Hashes and signatures, which tell nothing about anybody' },
  'GET /api/audit/proof/[eventId]': { role: 'auditor', writes: [], why: whyProof, prepare: async () => ({ params: { eventId: await placedEvent() } }) },
  'GET /api/audit/proofs': { role: 'auditor', writes: [], why: whyProof, prepare: async () => ({ query: `?event=${await placedEvent()}` }) },
  'GET /api/audit/tail': { role: 'auditor', writes: ['audit.read'], why: 'Once a minute, since each entry about it is one more to show', prepare: () => ({ query: '?since=0' }) },
  'GET /api/audit/tile/[...path]': { nothing: 'Hashes and signatures, which tell nothing about anybody' },
  'GET /api/audit/tile/entries/[...path]': {
    role: 'auditor',
    writes: ['audit.entries_read'],
    prepare: async () => {
      await sequence(db(), fileSigner());
      return { params: { path: ['000.p', '1'] } };
    },
  },
  'POST /api/audit/witness': { role: null, writes: ['audit.witnessed'], prepare: goodWord },
};
