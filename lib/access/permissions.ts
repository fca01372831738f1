import type { Role } from '@/lib/kernel/actor';

/** Rules about the row that an act is on; the verbs check them, `docs/access.md` prints them. */
export const ROW_RULES = {
  lease_to_act: 'holds the item’s lease; nobody needs it to open the item, and its texts are open to supervisors, to whoever decided it, and to whoever may agree to a report of it for as long as it waits for them, too',
  lease_or_supervisor: 'holds the item’s lease, or supervises',
  preserved_with_reason: 'once it is decided and preserved, nobody but supervisors and liaisons, each time with a reason; liaisons see nothing else',
  preserved_for_liaisons: 'for liaisons only where it is decided and preserved',
  not_walled: 'is not kept away from the case',
  no_wall: 'is kept away from no case at all',
  own: 'it is their own',
  not_own: 'it is not their own',
  granted_here: 'it was granted to them in this session',
} as const;
export type RowRule = keyof typeof ROW_RULES;

interface Rule {
  readonly what: string;
  readonly roles: readonly Role[];
  readonly rows?: readonly RowRule[];
  /** Asks for a second factor that is at most STEP_UP_MINUTES old. */
  readonly stepUp?: true;
  /** How often a person may do it within an hour. */
  readonly perHour?: number;
}

const EVERYBODY = ['moderator', 'supervisor', 'liaison', 'auditor', 'admin'] as const;
const REVIEWERS = ['moderator', 'supervisor'] as const;
const CASEWORKERS = ['moderator', 'supervisor', 'liaison'] as const;

/**
 * Who may do what; nothing that is not written here is allowed to anybody.
 * Auditors and admins never see content: 18 USC 2258B(c) asks to keep the number of people with access small.
 */
export const PERMISSIONS = {
  'queue.read': { what: 'See what waits', roles: REVIEWERS, rows: ['not_walled'] },
  'queue.take': { what: 'Take, renew and release an item', roles: REVIEWERS, rows: ['not_walled'] },
  'item.review': { what: 'Open an item, read its texts and decide', roles: REVIEWERS, rows: ['lease_to_act', 'not_walled'] },
  'evidence.preview': { what: 'See a blurred preview', roles: CASEWORKERS, rows: ['preserved_for_liaisons', 'not_walled'] },
  'evidence.peek': { what: 'Be granted a peek', roles: REVIEWERS, rows: ['lease_or_supervisor', 'preserved_with_reason', 'not_walled'] },
  'evidence.reveal': { what: 'Be granted a reveal of an original', roles: CASEWORKERS, rows: ['lease_or_supervisor', 'preserved_with_reason', 'not_walled'], stepUp: true, perHour: 120 },
  'evidence.view': { what: 'Open and close what was granted', roles: CASEWORKERS, rows: ['granted_here', 'not_walled'] },
  'wellness.own': { what: 'See one’s own exposure, choose one’s own settings, and go past a limit saying why', roles: CASEWORKERS, rows: ['own'] },
  'wellness.team': { what: 'See which limits were reached, and figures of five people or more', roles: ['supervisor'] },
  'wellness.floors': { what: 'Set what nobody may be less strict about', roles: ['admin'] },
  'case.read': { what: 'Read a case', roles: CASEWORKERS, rows: ['not_walled'] },
  'case.close': { what: 'Close and reopen a case', roles: REVIEWERS, rows: ['not_walled'] },
  'case.recuse': { what: 'Step back from a case', roles: CASEWORKERS, rows: ['own', 'not_walled'] },
  'case.wall': { what: 'Keep a person away from a case, and let them back', roles: ['supervisor'], rows: ['not_own', 'not_walled'] },
  'note.write': { what: 'Write notes, and new versions of one’s own', roles: CASEWORKERS, rows: ['not_walled'] },
  'report.read': { what: 'Read reports', roles: CASEWORKERS, rows: ['not_walled'] },
  'report.create': { what: 'Ask for a report, and undo one’s own in time', roles: REVIEWERS, rows: ['not_walled'] },
  'report.retry': { what: 'Send a stuck report on its way again', roles: ['supervisor'], rows: ['not_walled'] },
  'report.vouch': { what: 'Say what a hotline told of a report that is in doubt', roles: ['supervisor'], rows: ['not_walled'], stepUp: true },
  'report.mend': { what: 'Leave out of a refused report what the hotline did not take, and add to a filed one', roles: REVIEWERS, rows: ['not_walled'] },
  'report.approve': { what: 'Agree to somebody else’s report, or send it back', roles: REVIEWERS, rows: ['not_own', 'not_walled'] },
  'report.hand_in': { what: 'Read a prepared packet, with its flagged messages, until it is filed (then only who asked for it, or supervises), and enter the authority’s reference', roles: CASEWORKERS, rows: ['not_walled'] },
  'report.attach': { what: 'Take a file of a prepared report along to an authority’s form', roles: REVIEWERS, rows: ['not_walled'], stepUp: true, perHour: 120 },
  'report.calls': { what: 'Read what was sent to a hotline and what came back', roles: ['supervisor'], rows: ['not_walled'], perHour: 240 },
  'notice.retry': { what: 'Send a notice to a platform again', roles: ['supervisor'], rows: ['not_walled'] },
  'hotline.read': { what: 'See how hotlines are reached, and when a second person has to agree', roles: ['supervisor', 'admin'] },
  'hotline.manage': { what: 'Set how hotlines are reached, switch them on, and say when a second person has to agree', roles: ['admin'], stepUp: true },
  'agency.read': { what: 'Read the directory of agencies', roles: ['liaison', 'supervisor'] },
  'agency.manage': { what: 'Add, edit and retire agencies and their keys', roles: ['liaison'], stepUp: true },
  'agency.check_key': { what: 'Have an agency’s key read back by telephone, and say what was heard', roles: ['liaison', 'supervisor'], rows: ['not_own'], stepUp: true },
  'referral.read': { what: 'Read referrals', roles: ['liaison', 'supervisor'], rows: ['not_walled'] },
  'referral.preview': { what: 'Look through what a referral would hand over, and what is taken out of it', roles: ['liaison', 'supervisor'], rows: ['not_walled'], perHour: 240 },
  'referral.request': { what: 'Prepare a referral, submit, withdraw and issue it anew, and enter the agency’s acknowledgement', roles: ['liaison'], rows: ['not_walled'] },
  'referral.approve': { what: 'Agree to somebody else’s referral, or send it back', roles: ['liaison', 'supervisor'], rows: ['not_own', 'not_walled'], stepUp: true },
  'referral.release': { what: 'Release a referral that was agreed to: its package is made and sealed', roles: ['liaison'], rows: ['not_walled'], stepUp: true, perHour: 30 },
  'referral.take': { what: 'Be granted a sealed package of a referral', roles: ['liaison'], rows: ['not_walled'], stepUp: true, perHour: 60 },
  'referral.fetch': { what: 'Take along the sealed package that was granted, whole or going on where it broke off', roles: ['liaison'], rows: ['granted_here', 'not_walled'], perHour: 600 },
  'retention.read': { what: 'See what is kept until when and why, what may be destroyed, and what was', roles: ['supervisor', 'liaison'], rows: ['not_walled'] },
  'hold.manage': { what: 'Have a case kept, and look at that again', roles: ['supervisor', 'liaison'], rows: ['not_walled'] },
  'hold.lift': { what: 'End a hold on a case before its time', roles: ['supervisor', 'liaison'], rows: ['not_walled'], stepUp: true },
  'destruction.request': { what: 'Ask for a destruction, and withdraw one', roles: ['supervisor', 'liaison'], rows: ['not_walled'], stepUp: true },
  'destruction.approve': { what: 'Agree to somebody else’s destruction', roles: ['supervisor', 'liaison'], rows: ['not_own', 'not_walled'], stepUp: true },
  'audit.read': { what: 'Read the audit trail', roles: ['supervisor', 'auditor'], rows: ['not_walled'] },
  'audit.entries': { what: 'Read the log’s entries of all cases together, to verify it', roles: ['auditor'], rows: ['no_wall'], stepUp: true },
  'audit.export': { what: 'Export the audit trail, redacted', roles: ['supervisor', 'auditor'], rows: ['not_walled'], perHour: 60 },
  'audit.export_unredacted': { what: 'Export the audit trail with its reasons and labels', roles: ['supervisor', 'auditor'], rows: ['not_walled'], stepUp: true, perHour: 10 },
  'audit.sign_off': { what: 'Sign off a week of the audit trail', roles: ['supervisor', 'auditor'], rows: ['not_walled'] },
  'api_key.read': { what: 'See the platforms’ keys', roles: ['admin'] },
  'api_key.manage': { what: 'Issue, rotate and revoke keys', roles: ['admin'], stepUp: true },
  'people.read': { what: 'See who has access', roles: ['admin'] },
  'people.manage': { what: 'Invite people, change roles, disable and reset access', roles: ['admin'], rows: ['not_own'], stepUp: true },
  'break_glass.use': { what: 'Take a content role for at most an hour', roles: ['admin'], stepUp: true },
  'break_glass.read': { what: 'See who took a role, when and why', roles: ['admin', 'supervisor', 'auditor'] },
  'break_glass.sign_off': { what: 'Sign off a role that was taken', roles: ['supervisor'], rows: ['not_own'] },
  'alert.read': { what: 'See and acknowledge alerts for the role', roles: ['supervisor', 'liaison', 'admin'] },
  'account.read': { what: 'See one’s own factors and sessions', roles: EVERYBODY, rows: ['own'] },
  'account.manage': { what: 'Change one’s own password and factors', roles: EVERYBODY, rows: ['own'], stepUp: true },
  'session.own': { what: 'Use, extend, lock and end one’s own sessions', roles: EVERYBODY, rows: ['own'] },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof PERMISSIONS;

export function can(role: Role, permission: Permission): boolean {
  return (PERMISSIONS[permission].roles as readonly Role[]).includes(role);
}

/** Why a control is off, in words for the person who sees it. */
export function whyNot(role: Role, permission: Permission): string | null {
  if (can(role, permission)) return null;
  return `This is for the ${PERMISSIONS[permission].roles.join(' or ')} role; yours is ${role}.`;
}

/** The whole rule, with what it leaves out as undefined. */
export function ruleOf(permission: Permission): Rule {
  return PERMISSIONS[permission];
}

/** Roles that can reach content: those that see previews, cases or reports. */
export function seesContent(role: Role): boolean {
  return can(role, 'case.read');
}

/** Where each role's day starts. */
export const HOME: Record<Role, string> = {
  moderator: '/queue',
  supervisor: '/queue',
  liaison: '/cases',
  auditor: '/audit',
  admin: '/people',
};
