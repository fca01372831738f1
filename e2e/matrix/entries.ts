import type { Permission, Scope } from '@/lib/access/schema';

/** What lets somebody in: a permission of the table, a key's scope, either of them, or nothing, and then why nothing. */
type Guard = { readonly permission: Permission; readonly scope?: Scope } | { readonly scope: Scope } | { readonly open: string };

export type Entry = Guard & {
  /** What is sent instead of nonsense, where that decides which rule is asked. */
  readonly body?: unknown;
  /** A wider permission that is asked before the one above. */
  readonly first?: Permission;
};

const SIGNING_IN = 'Signing in: who asks is nobody yet. It takes requests from the desk’s own pages, at a bounded rate';
const COMPANY = 'The company’s sign-on, where one is configured; elsewhere there is nothing here';
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
const AGENCIES = 'action app/(desk)/agencies/actions.ts';
const RETENTION = 'action app/(desk)/retention/actions.ts';
const REFERRALS = 'action app/(desk)/referrals/actions.ts';
const WELLNESS = 'action app/(desk)/wellness/actions.ts';

/**
 * Everything that answers, and what lets somebody in. Written by hand: what is built and is not here, or is here and
 * is not built, fails `matrix.e2e.ts`. A name that may be called in several ways has several entries.
 */
export const MATRIX: Readonly<Record<string, Entry | readonly Entry[]>> = {
  // Pages
  'page /': { open: 'Sends people to their own desk, and nobody to the sign-in' },
  'page /_not-found': { open: 'Says that there is nothing here' },
  'page /_global-error': { open: 'Says that something broke' },
  'page /sign-in': { open: SIGNING_IN },
  'page /join': { open: SIGNING_IN },
  'page /docs/api': { open: 'Describes the intake to platforms; it holds no data' },
  'page /queue': { permission: 'item.review' },
  'page /review/[itemId]': { permission: 'item.review' },
  'page /cases': { permission: 'case.read' },
  'page /cases/[caseId]': { permission: 'case.read' },
  'page /reports': { permission: 'report.read' },
  'page /reports/[reportId]': { permission: 'report.read' },
  'page /reports/[reportId]/packet': { permission: 'report.hand_in' },
  'page /reports/approvals': { permission: 'report.approve' },
  'page /reports/approvals/[reportId]': { permission: 'report.approve' },
  'page /referrals': { permission: 'referral.read' },
  'page /referrals/new': { permission: 'referral.request' },
  'page /referrals/[referralId]': { permission: 'referral.read' },
  'page /agencies': { permission: 'agency.read' },
  'page /audit': { permission: 'audit.read' },
  'page /audit/review': { permission: 'audit.read' },
  'page /retention': { permission: 'retention.read' },
  'page /preserved/[itemId]': { permission: 'retention.read' },
  'page /wellness': { permission: 'wellness.own' },
  'page /wellness/team': { permission: 'wellness.team' },
  'page /wellness/floors': { permission: 'wellness.floors' },
  'page /hotlines': { permission: 'hotline.read' },
  'page /api-keys': { permission: 'api_key.read' },
  'page /people': { permission: 'people.read' },
  'page /break-glass': { permission: 'break_glass.read' },
  'page /account': { permission: 'account.read' },

  // Routes for programs, and files that are the same for everybody
  'GET /icon.svg': { open: 'A file of the build' },
  'GET /api/health': { open: 'Says what is up and down; it names no data' },
  'GET /api/openapi.json': { open: 'Describes the intake to platforms; it holds no data' },
  'GET /api/[...path]': { open: 'Says that there is nothing here' },
  'POST /api/[...path]': { open: 'Says that there is nothing here' },
  'PUT /api/[...path]': { open: 'Says that there is nothing here' },
  'PATCH /api/[...path]': { open: 'Says that there is nothing here' },
  'DELETE /api/[...path]': { open: 'Says that there is nothing here' },
  'POST /api/intake/v1/media': { scope: 'intake.media' },
  'POST /api/intake/v1/items': { scope: 'intake.items' },
  'POST /api/v1/erasures': { scope: 'erasure.request' },

  // The audit log, for people and programs
  'GET /api/audit/checkpoint': { permission: 'audit.read', scope: 'audit.read' },
  'GET /api/audit/key': { permission: 'audit.read', scope: 'audit.read' },
  'GET /api/audit/proof/[eventId]': { permission: 'audit.read', scope: 'audit.read' },
  'GET /api/audit/proofs': { permission: 'audit.read' },
  'GET /api/audit/tail': { permission: 'audit.read' },
  'GET /api/audit/tile/[...path]': { permission: 'audit.read', scope: 'audit.read' },
  'GET /api/audit/tile/entries/[...path]': { permission: 'audit.entries', scope: 'audit.read' },
  'POST /api/audit/witness': { scope: 'audit.witness' },

  // Signing in
  'GET /api/sign-in': { open: SIGNING_IN },
  'POST /api/sign-in/password': { open: SIGNING_IN },
  'POST /api/sign-in/second-factor': { open: SIGNING_IN },
  'POST /api/sign-in/passkey': { open: SIGNING_IN },
  'POST /api/sign-in/passkey/options': { open: SIGNING_IN },
  'POST /api/sign-in/enrol/totp': { open: SIGNING_IN },
  'POST /api/sign-in/enrol/totp/confirm': { open: SIGNING_IN },
  'POST /api/sign-in/enrol/passkey': { open: SIGNING_IN },
  'POST /api/sign-in/enrol/passkey/options': { open: SIGNING_IN },
  'POST /api/sign-in/invitation': { open: SIGNING_IN },
  'POST /api/sign-in/invitation/password': { open: SIGNING_IN },
  'POST /api/sign-in/start-over': { open: SIGNING_IN },
  'GET /api/auth/[...nextauth]': { open: COMPANY },
  'POST /api/auth/[...nextauth]': { open: COMPANY },

  // One's own session
  'GET /api/session': { permission: 'session.own' },
  'POST /api/session': { permission: 'session.own' },
  'POST /api/session/lock': { permission: 'session.own' },
  'POST /api/session/end': { permission: 'session.own' },
  'POST /api/session/step-up': { permission: 'session.own' },
  'POST /api/session/step-up/options': { permission: 'session.own' },
  'GET /api/events': { permission: 'session.own' },

  'POST /api/account/password': { permission: 'account.manage' },
  [`${ACCOUNT} beginAddingPasskey`]: { permission: 'account.manage' },
  [`${ACCOUNT} addPasskey`]: { permission: 'account.manage' },
  [`${ACCOUNT} beginAddingApp`]: { permission: 'account.manage' },
  [`${ACCOUNT} addApp`]: { permission: 'account.manage' },
  [`${ACCOUNT} rename`]: { permission: 'account.manage' },
  [`${ACCOUNT} remove`]: { permission: 'account.manage' },
  [`${ACCOUNT} drawCodes`]: { permission: 'account.manage' },
  [`${ACCOUNT} endOne`]: { permission: 'session.own' },
  [`${ACCOUNT} endOthers`]: { permission: 'session.own' },

  // The work
  'GET /api/queue': { permission: 'queue.read' },
  [`${QUEUE} take`]: { permission: 'queue.take' },
  [`${QUEUE} takeNext`]: { permission: 'queue.take' },
  [`${QUEUE} renew`]: { permission: 'queue.take' },
  [`${QUEUE} release`]: { permission: 'queue.take' },
  [`${QUEUE} skip`]: { permission: 'queue.take' },
  [`${WELLNESS} saveSettings`]: { permission: 'wellness.own' },
  [`${WELLNESS} goPast`]: { permission: 'wellness.own' },
  [`${WELLNESS} saveFloors`]: { permission: 'wellness.floors' },
  [`${REVIEW} unfoldMessage`]: { permission: 'item.review' },
  [`${REVIEW} unfoldMessages`]: { permission: 'item.review' },
  [`${REVIEW} saveDraft`]: { permission: 'item.review' },
  [`${REVIEW} settle`]: { permission: 'item.review' },
  [`${REVIEW} undoDecisions`]: { permission: 'item.review' },
  [`${REVIEW} undoReport`]: { permission: 'report.create' },
  'GET /api/evidence/[mediaId]/preview': { permission: 'evidence.preview' },
  'POST /api/evidence/grants': [
    { permission: 'evidence.peek', first: 'evidence.view', body: { kind: 'peek' } },
    { permission: 'evidence.reveal', first: 'evidence.view', body: { kind: 'reveal' } },
    { permission: 'evidence.reveal', first: 'evidence.view' },
  ],
  'GET /api/evidence/grants/[grantId]': { permission: 'evidence.view' },
  'POST /api/evidence/grants/[grantId]/end': { permission: 'evidence.view' },
  'POST /api/evidence/grants/[grantId]/heard': { permission: 'evidence.view' },
  [`${CASE} add`]: { permission: 'note.write' },
  [`${CASE} edit`]: { permission: 'note.write' },
  [`${CASE} keepAway`]: { permission: 'case.wall' },
  [`${CASE} liftWall`]: { permission: 'case.wall' },
  [`${CASE} stepBack`]: { permission: 'case.recuse' },
  [`${CASE} close`]: { permission: 'case.close' },
  [`${CASE} reopen`]: { permission: 'case.close' },
  'GET /api/items/[itemId]/plan': { permission: 'item.review' },
  'GET /api/reports/[reportId]': { permission: 'report.read' },
  'GET /api/reports/[reportId]/files/[fileId]': { permission: 'report.attach' },
  [`${PACKET} askForFile`]: { permission: 'report.attach' },
  [`${PACKET} saveReference`]: { permission: 'report.hand_in' },
  [`${REPORTS} retry`]: { permission: 'report.retry' },
  [`${REPORTS} vouch`]: { permission: 'report.vouch' },
  [`${REPORTS} makeMissing`]: { permission: 'report.retry' },
  [`${REPORTS} mend`]: { permission: 'report.mend' },
  [`${REPORTS} addTo`]: { permission: 'report.mend' },
  [`${REPORTS} undoAdding`]: { permission: 'report.mend' },
  [`${REPORTS} tellAgain`]: { permission: 'notice.retry' },
  [`${REPORTS} openCall`]: { permission: 'report.calls' },

  // Agencies and what goes to them
  [`${REFERRALS} begin`]: { permission: 'referral.request' },
  [`${REFERRALS} save`]: { permission: 'referral.request' },
  [`${REFERRALS} readMessages`]: { permission: 'referral.request' },
  [`${REFERRALS} submit`]: { permission: 'referral.request' },
  [`${REFERRALS} askInEmergency`]: { permission: 'referral.request' },
  [`${REFERRALS} takeBack`]: { permission: 'referral.request' },
  [`${REFERRALS} withdraw`]: { permission: 'referral.request' },
  [`${REFERRALS} reissue`]: { permission: 'referral.request' },
  [`${REFERRALS} acknowledge`]: { permission: 'referral.request' },
  [`${REFERRALS} preview`]: { permission: 'referral.preview' },
  [`${REFERRALS} agree`]: { permission: 'referral.approve' },
  [`${REFERRALS} sendBack`]: { permission: 'referral.approve' },
  [`${REFERRALS} release`]: { permission: 'referral.release' },
  [`${REFERRALS} take`]: { permission: 'referral.take' },
  [`${REFERRALS} preserve`]: { permission: 'hold.manage' },
  'GET /api/referrals/[referralId]': { permission: 'referral.read' },
  'GET /api/referrals/[referralId]/package': { permission: 'referral.fetch' },
  [`${AGENCIES} add`]: { permission: 'agency.manage' },
  [`${AGENCIES} edit`]: { permission: 'agency.manage' },
  [`${AGENCIES} retire`]: { permission: 'agency.manage' },
  [`${AGENCIES} addKey`]: { permission: 'agency.manage' },
  [`${AGENCIES} checkKey`]: { permission: 'agency.check_key' },
  [`${AGENCIES} retireKey`]: { permission: 'agency.manage' },

  // What is kept, and what is destroyed
  [`${RETENTION} keepCase`]: { permission: 'hold.manage' },
  [`${RETENTION} renew`]: { permission: 'hold.manage' },
  [`${RETENTION} lookAgain`]: { permission: 'hold.manage' },
  [`${RETENTION} lift`]: { permission: 'hold.lift' },
  [`${RETENTION} askForDestruction`]: { permission: 'destruction.request' },
  [`${RETENTION} withdraw`]: { permission: 'destruction.request' },
  [`${RETENTION} agree`]: { permission: 'destruction.approve' },
  [`${RETENTION} tryOut`]: { permission: 'retention.read' },
  'GET /api/retention/[destructionId]/certificate': { permission: 'retention.read' },

  // People, taken roles and alerts
  [`${PEOPLE} invite`]: { permission: 'people.manage' },
  [`${PEOPLE} inviteAgain`]: { permission: 'people.manage' },
  [`${PEOPLE} revokeInvitation`]: { permission: 'people.manage' },
  [`${PEOPLE} changeRole`]: { permission: 'people.manage' },
  [`${PEOPLE} disable`]: { permission: 'people.manage' },
  [`${PEOPLE} enable`]: { permission: 'people.manage' },
  [`${PEOPLE} reset`]: { permission: 'people.manage' },
  [`${BREAK_GLASS} takeRole`]: { permission: 'break_glass.use' },
  [`${BREAK_GLASS} signOffRole`]: { permission: 'break_glass.sign_off' },
  [`${ALERTS} acknowledgeAlert`]: { permission: 'alert.read' },
  [`${ALERTS} giveRoleBack`]: { permission: 'session.own' },
  'GET /api/alerts': { permission: 'alert.read' },

  // The trail's exports and weeks
  'POST /api/audit-export': [
    { permission: 'audit.export' },
    { permission: 'audit.export_unredacted', first: 'audit.export', body: { isRedacted: false } },
  ],
  'action app/(desk)/audit/review/actions.ts signWeek': { permission: 'audit.sign_off' },

  // The platforms' keys
  [`${APPROVALS} agree`]: { permission: 'report.approve' },
  [`${APPROVALS} sendBack`]: { permission: 'report.approve' },
  [`${APPROVALS} ask`]: { permission: 'report.create' },
  [`${APPROVALS} takeUp`]: { permission: 'report.create' },

  [`${HOTLINES} saveHotline`]: { permission: 'hotline.manage' },
  [`${HOTLINES} turnHotline`]: { permission: 'hotline.manage' },
  [`${HOTLINES} checkHotline`]: { permission: 'hotline.manage' },
  [`${HOTLINES} saveRule`]: { permission: 'hotline.manage' },
  [`${HOTLINES} saveWebhook`]: { permission: 'hotline.manage' },
  [`${HOTLINES} rotateWebhook`]: { permission: 'hotline.manage' },

  [`${KEYS} create`]: { permission: 'api_key.manage' },
  [`${KEYS} rotate`]: { permission: 'api_key.manage' },
  [`${KEYS} revoke`]: { permission: 'api_key.manage' },
};
