import type { PublicKeyCredentialCreationOptionsJSON } from '@simplewebauthn/server';
import { generate } from 'otplib';
import { beginAuthenticator, beginPasskey, invite } from '@/lib/access';
import { ORDINARY_KEY } from '@/lib/access/schema';
import { closeCase } from '@/lib/cases';
import { randomIds, systemClock } from '@/lib/kernel';
import { supplement } from '@/lib/reporting';
import { must } from '@/lib/reporting/testing';
import { FLOORS, OWN_SETTINGS } from '@/lib/wellness/schema';
import { actsAt } from '@/lib/wellness/testing';
import type { Line } from './line';
import { RETENTION_LINES } from './retention';
import { type Scene, reason } from './scene';
import { sitDown } from './browser';

const REVIEW = 'action app/(desk)/(work)/review/[itemId]/actions.ts';
const QUEUE = 'action app/(desk)/(work)/queue/actions.ts';
const CASE = 'action app/(desk)/cases/[caseId]/actions.ts';
const KEYS = 'action app/(desk)/api-keys/actions.ts';
const REPORTS = 'action app/(desk)/reports/actions.ts';
const PACKET = 'action app/(desk)/reports/[reportId]/packet/actions.ts';
const PEOPLE = 'action app/(desk)/people/actions.ts';
const BREAK_GLASS = 'action app/(desk)/break-glass/actions.ts';
const ALERTS = 'action app/(desk)/_alerts/actions.ts';
const ACCOUNT = 'action app/(desk)/account/actions.ts';
const HOTLINES = 'action app/(desk)/hotlines/actions.ts';
const APPROVALS = 'action app/(desk)/reports/approvals/actions.ts';
const WELLNESS = 'action app/(desk)/wellness/actions.ts';

const draft = { outcome: null, dangerNow: [], dangerReason: '', reportAnnotations: [], files: [], note: '' };
const newcomer = (email = `${randomIds.next()}@example.com`) => ({ email, displayName: 'Somebody', role: 'moderator' as const });
const whyAlert = 'Those whom it concerns are told, and that they were is on the trail, too';
const whyCeremony = 'Begins what the next act finishes; until then nothing is changed';

async function invited({ as, desk, client }: Scene): Promise<{ personId: string }> {
  const input = newcomer();
  must(await as(await desk.person('admin'), (ctx) => invite(ctx, input)));
  return { personId: (await client.person.findUniqueOrThrow({ where: { email: input.email } })).id };
}

async function disabled({ member, client }: Scene): Promise<{ personId: string }> {
  const { id: personId } = await member('moderator');
  await client.person.update({ where: { id: personId }, data: { disabledAt: new Date(), disabledFor: 'by_admin' } });
  return { personId };
}

/** Every server action, called as the desk's pages call it. */
export const ACTION_LINES: Readonly<Record<string, Line>> = {
  ...RETENTION_LINES,
  [`${ACCOUNT} beginAddingPasskey`]: { role: 'moderator', writes: [], why: whyCeremony, prepare: () => ({ input: {} }) },
  [`${ACCOUNT} addPasskey`]: {
    role: 'moderator',
    writes: ['factor.added'],
    prepare: async ({ as, passkey }, asker) => {
      await sitDown(asker);
      const options = must<PublicKeyCredentialCreationOptionsJSON>(await as(asker, beginPasskey));
      return { input: { response: passkey().create(options), name: 'A key' } };
    },
  },
  [`${ACCOUNT} beginAddingApp`]: { role: 'moderator', writes: [], why: whyCeremony, prepare: () => ({ input: {} }) },
  [`${ACCOUNT} addApp`]: {
    role: 'moderator',
    writes: ['factor.added'],
    prepare: async ({ as }, asker) => {
      await sitDown(asker);
      const { secret } = must(await as(asker, beginAuthenticator));
      return { input: { code: await generate({ secret }) } };
    },
  },
  [`${ACCOUNT} rename`]: { role: 'moderator', writes: ['factor.renamed'], prepare: async ({ factor }, { id }) => ({ input: { factorId: await factor(id, 'A phone'), name: 'Another name' } }) },
  [`${ACCOUNT} remove`]: {
    role: 'moderator',
    writes: ['factor.removed', 'session.ended'],
    why: 'Whoever holds what was removed may have opened one of the other sessions, so that they end',
    prepare: async ({ factor, otherSession }, { id }) => {
      await otherSession(id);
      await factor(id, 'Stays');
      return { input: { factorId: await factor(id, 'Goes') } };
    },
  },
  [`${ACCOUNT} drawCodes`]: { role: 'moderator', writes: ['factor.recovery_codes_drawn'], prepare: () => ({ input: {} }) },
  [`${ACCOUNT} endOne`]: { role: 'moderator', writes: ['session.ended'], prepare: async ({ otherSession }, { id }) => ({ input: { sessionId: await otherSession(id) } }) },
  [`${ACCOUNT} endOthers`]: {
    role: 'moderator',
    writes: ['session.ended'],
    prepare: async ({ otherSession }, { id }) => {
      await otherSession(id);
      return { input: {} };
    },
  },

  [`${QUEUE} take`]: { role: 'moderator', writes: ['item.taken'], prepare: ({ waitingItem }) => waitingItem().then(({ itemId }) => ({ input: { itemId } })) },
  [`${QUEUE} takeNext`]: { role: 'moderator', writes: ['item.taken'], prepare: ({ waitingItem }) => waitingItem().then(() => ({ input: {} })) },
  [`${QUEUE} renew`]: {
    role: 'moderator',
    writes: [],
    why: 'The clock of an open item; that it was taken is on the trail, and so is its end',
    prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { itemId } })),
  },
  [`${QUEUE} release`]: { role: 'moderator', writes: ['item.released'], prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { itemId } })) },
  [`${QUEUE} skip`]: { role: 'moderator', writes: ['item.released'], prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { itemId } })) },

  [`${REVIEW} unfoldMessage`]: { role: 'moderator', writes: ['message.unfolded'], prepare: ({ heldItem }, asker) => heldItem(asker).then(({ messageId }) => ({ input: { messageId } })) },
  [`${REVIEW} unfoldMessages`]: {
    role: 'moderator',
    writes: ['message.unfolded'],
    why: 'One for each message that has a text',
    prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { itemId } })),
  },
  [`${REVIEW} saveDraft`]: {
    role: 'moderator',
    writes: [],
    why: 'What is typed and not yet said, kept for its writer alone; the decision made of it is the event',
    prepare: ({ heldItem }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { itemId, body: draft } })),
  },
  [`${REVIEW} settle`]: {
    role: 'moderator',
    writes: ['decision.saved', 'note.added', 'report.created'],
    why: 'One click that saves a decision, its note and its report: all of them or none',
    prepare: ({ heldItem, desk }, asker) => heldItem(asker).then(({ itemId }) => ({ input: { decision: desk.decision(itemId), isReported: true, note: 'A note' } })),
  },
  [`${REVIEW} undoDecisions`]: { role: 'moderator', writes: ['decision.undone'], prepare: ({ decided }, asker) => decided(asker, false).then(({ decisionId }) => ({ input: { decisionIds: [decisionId] } })) },
  [`${REVIEW} undoReport`]: {
    role: 'moderator',
    writes: ['report.withdrawn', 'decision.undone'],
    why: 'Takes back one click: the report and the decision that it was made from',
    prepare: ({ decided }, asker) => decided(asker, true).then(({ reportId }) => ({ input: { reportId } })),
  },

  [`${CASE} add`]: { role: 'liaison', writes: ['note.added'], prepare: ({ waitingItem }) => waitingItem().then(({ caseId }) => ({ input: { caseId, body: 'A note' } })) },
  [`${CASE} edit`]: { role: 'liaison', writes: ['note.edited'], prepare: ({ note }, asker) => note(asker).then((noteId) => ({ input: { noteId, body: 'Another', version: 1 } })) },
  [`${CASE} keepAway`]: {
    role: 'supervisor',
    writes: ['case.walled', 'item.released'],
    why: 'Whoever is kept away from a case gives back the item of it that they hold',
    prepare: async ({ heldItem, desk }) => {
      const holder = await desk.person('moderator');
      const { caseId } = await heldItem(holder);
      return { input: { caseId, personId: holder.id, reason } };
    },
  },
  [`${CASE} liftWall`]: { role: 'supervisor', writes: ['case.wall_lifted'], prepare: ({ wall }) => wall().then((wallId) => ({ input: { wallId, reason } })) },
  [`${CASE} stepBack`]: { role: 'liaison', writes: ['case.recused'], prepare: ({ waitingItem }) => waitingItem().then(({ caseId }) => ({ input: { caseId, reason } })) },
  [`${CASE} close`]: { role: 'moderator', writes: ['case.closed'], prepare: ({ decided }, asker) => decided(asker, false).then(({ caseId }) => ({ input: { caseId } })) },
  [`${CASE} reopen`]: {
    role: 'moderator',
    writes: ['case.reopened'],
    prepare: async ({ as, decided }, asker) => {
      const { caseId } = await decided(asker, false);
      must(await as(asker, (ctx) => closeCase(ctx, { caseId })));
      return { input: { caseId } };
    },
  },
  [`${PACKET} askForFile`]: { role: 'moderator', writes: ['report.file_granted'], prepare: ({ toHandIn }) => toHandIn().then((input) => ({ input })) },
  [`${PACKET} saveReference`]: { role: 'moderator', writes: ['report.filed'], prepare: ({ toHandIn }) => toHandIn().then(({ reportId }) => ({ input: { reportId, reference: `NCA ${reportId}` } })) },
  [`${REPORTS} retry`]: {
    role: 'supervisor',
    writes: ['report.retried', 'report.moved'],
    why: 'Sending it again moves it back to where filing begins, and each move is on the trail',
    prepare: ({ stuckReport }) => stuckReport().then((reportId) => ({ input: { reportId } })),
  },
  [`${REPORTS} vouch`]: {
    role: 'supervisor',
    writes: ['report.vouched', 'report.moved'],
    why: 'What a person vouches for is one event, and that the report goes on is another',
    prepare: ({ stuckReport }) => stuckReport('4711').then((reportId) => ({ input: { reportId, found: 'nothing', reason } })),
  },
  [`${REPORTS} makeMissing`]: { role: 'supervisor', writes: ['report.created'], prepare: ({ unreported }) => unreported().then((decisionId) => ({ input: { decisionId } })) },
  [`${REPORTS} mend`]: {
    role: 'supervisor',
    writes: ['report.mended', 'report.moved'],
    why: 'What was left out is one event, and that the report goes on is another',
    prepare: ({ refusedReport }) => refusedReport().then(({ reportId, path }) => ({ input: { reportId, omit: [path] } })),
  },
  [`${REPORTS} addTo`]: { role: 'moderator', writes: ['report.created'], prepare: ({ filedReport }) => filedReport().then((reportId) => ({ input: { reportId, text: 'More was learnt' } })) },
  [`${REPORTS} undoAdding`]: {
    role: 'moderator',
    writes: ['report.withdrawn'],
    prepare: async ({ filedReport, as }, asker) => {
      const reportId = await filedReport();
      const added = must(await as(asker, (ctx) => supplement(ctx, { reportId, text: 'More was learnt' })));
      return { input: { reportId: added.reportId } };
    },
  },
  [`${REPORTS} tellAgain`]: { role: 'supervisor', writes: ['notice.retried'], prepare: ({ stuckNotice }) => stuckNotice().then((noticeId) => ({ input: { noticeId } })) },
  [`${REPORTS} openCall`]: { role: 'supervisor', writes: ['report.call_read'], prepare: ({ call }) => call().then((callId) => ({ input: { callId } })) },

  [`${APPROVALS} agree`]: { role: 'moderator', writes: ['report.approved'], prepare: ({ unapproved }) => unapproved().then((reportId) => ({ input: { reportId } })) },
  [`${APPROVALS} sendBack`]: { role: 'moderator', writes: ['report.declined'], prepare: ({ unapproved }) => unapproved().then((reportId) => ({ input: { reportId, reason: 'Look at the account again' } })) },
  [`${APPROVALS} ask`]: {
    role: 'moderator',
    writes: ['report.moved', 'note.added'],
    why: 'It waits for a second person again, and what is said to it is a note of the case',
    prepare: ({ unapproved }, asker) => unapproved(asker).then((reportId) => ({ input: { reportId, note: 'A note' } })),
  },
  [`${APPROVALS} takeUp`]: {
    role: 'moderator',
    writes: ['report.withdrawn', 'decision.undone'],
    why: 'What was sent back is decided anew: the report and its decision are taken back together',
    prepare: ({ unapproved }, asker) => unapproved(asker).then((reportId) => ({ input: { reportId } })),
  },

  [`${HOTLINES} saveHotline`]: { role: 'admin', writes: ['hotline.settings_changed'], prepare: ({ another }) => ({ input: { hotline: 'ncmec', isTest: true, address: '', parallel: another(60) } }) },
  [`${HOTLINES} turnHotline`]: {
    role: 'admin',
    writes: ['hotline.switched'],
    prepare: async ({ client }) => {
      const row = { hotline: 'ncmec', isTest: true };
      await client.hotlineSetting.upsert({ where: { hotline_isTest: row }, create: { ...row, isOn: true, updatedAt: systemClock.now() }, update: { isOn: true } });
      return { input: { ...row, isOn: false, confirmation: '' } };
    },
  },
  [`${HOTLINES} checkHotline`]: { role: 'admin', writes: ['hotline.check_asked'], prepare: () => ({ input: { hotline: 'ncmec', isTest: true } }) },
  [`${HOTLINES} saveRule`]: { role: 'admin', writes: ['approval.rules_changed'], prepare: () => ({ input: { hotline: 'iwf', harm: 'enticement', forKnown: false, forNovel: true } }) },
  [`${HOTLINES} saveWebhook`]: { role: 'admin', writes: ['notice.address_changed'], prepare: () => ({ input: { platform: randomIds.next(), address: 'https://platform.example', isOn: true } }) },
  [`${HOTLINES} rotateWebhook`]: { role: 'admin', writes: ['notice.address_changed'], prepare: ({ webhook }) => webhook().then((platform) => ({ input: { platform } })) },

  'action app/(desk)/audit/review/actions.ts signWeek': { role: 'auditor', writes: ['audit.signed_off'], prepare: async ({ week }) => ({ input: { week: await week() } }) },

  [`${WELLNESS} saveSettings`]: { role: 'moderator', writes: ['wellness.settings_changed'], prepare: () => ({ input: { ...OWN_SETTINGS, blur: 'strong' } }) },
  [`${WELLNESS} goPast`]: {
    role: 'moderator',
    writes: ['wellness.limit_passed'],
    prepare: async ({ client }, { id }) => {
      await actsAt(client, id, new Date(systemClock.now().getTime() - 3_300_000), 56);
      return { input: { limit: 'break', reason: 'A child may be in danger now' } };
    },
  },
  // Another figure each time: what changes nothing is no entry.
  [`${WELLNESS} saveFloors`]: { role: 'admin', writes: ['wellness.floors_changed'], prepare: ({ another }) => ({ input: { ...FLOORS, calmMinutes: another(60) } }) },

  [`${PEOPLE} invite`]: { role: 'admin', writes: ['person.invited'], prepare: () => ({ input: newcomer() }) },
  [`${PEOPLE} inviteAgain`]: { role: 'admin', writes: ['person.invited'], prepare: async (scene) => ({ input: await invited(scene) }) },
  [`${PEOPLE} revokeInvitation`]: { role: 'admin', writes: ['person.invitation_revoked'], prepare: async (scene) => ({ input: await invited(scene) }) },
  [`${PEOPLE} changeRole`]: { role: 'admin', writes: ['person.role_changed'], prepare: async ({ member }) => ({ input: { personId: (await member('moderator')).id, role: 'auditor' } }) },
  [`${PEOPLE} disable`]: {
    role: 'admin',
    writes: ['person.disabled', 'session.ended', 'item.released'],
    why: 'Whoever is shut out is signed out, and gives back what they held',
    prepare: async ({ desk, heldItem }) => {
      const person = await desk.person('moderator');
      await sitDown(person);
      await heldItem(person);
      return { input: { personId: person.id } };
    },
  },
  [`${PEOPLE} enable`]: { role: 'admin', writes: ['person.enabled'], prepare: async (scene) => ({ input: await disabled(scene) }) },
  [`${PEOPLE} reset`]: { role: 'admin', writes: ['person.reset', 'alert.raised'], why: whyAlert, prepare: async ({ member }) => ({ input: { personId: (await member('moderator')).id, factors: false } }) },

  [`${BREAK_GLASS} takeRole`]: {
    role: 'admin',
    writes: ['break_glass.started', 'alert.raised'],
    why: whyAlert,
    prepare: () => ({ input: { role: 'moderator', minutes: 15, reason: 'Nobody of the shift can be reached' } }),
  },
  [`${BREAK_GLASS} signOffRole`]: {
    role: 'supervisor',
    writes: ['break_glass.signed_off'],
    prepare: async ({ desk, takenRole }) => ({ input: { breakGlassId: await takenRole(await desk.person('admin'), { endedAt: new Date() }) } }),
  },
  [`${ALERTS} acknowledgeAlert`]: { role: 'supervisor', writes: ['alert.acknowledged'], prepare: async ({ alert }) => ({ input: { alertId: await alert() } }) },
  [`${ALERTS} giveRoleBack`]: {
    role: 'admin',
    writes: ['break_glass.ended'],
    prepare: async ({ takenRole }, asker) => {
      await sitDown(asker);
      return { input: { breakGlassId: await takenRole(asker) } };
    },
  },

  [`${KEYS} create`]: { role: 'admin', writes: ['api_key.created'], prepare: () => ({ input: { ...ORDINARY_KEY, name: randomIds.next() } }) },
  [`${KEYS} rotate`]: { role: 'admin', writes: ['api_key.rotated'], prepare: async ({ key }) => ({ input: { id: (await key()).id, days: 365, overlapHours: 24 } }) },
  [`${KEYS} revoke`]: { role: 'admin', writes: ['api_key.revoked'], prepare: async ({ key }) => ({ input: { id: (await key()).id } }) },
};
