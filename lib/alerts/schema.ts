import { z } from 'zod';
import { LOG_ALARMS, type LogAlarm } from '@/lib/audit/schema';
import type { Role } from '@/lib/kernel/actor';

/**
 * What an alert holds: ids, counts and codes, never content. `personId` is whom it is about and `byId` who did it; both
 * are shown as pseudonyms. What goes on for a while has in `about` what tells it from others of its kind, and in `overAt`
 * when it ended (ISO 8601, UTC), once it has.
 */
export interface AlertDetails {
  readonly personId?: string;
  readonly byId?: string;
  readonly about?: string;
  readonly overAt?: string;
  readonly [name: string]: string | number | undefined;
}

/** The same with pseudonyms in place of the ids, for the words. */
interface Told {
  readonly person?: string | undefined;
  readonly by?: string | undefined;
  readonly details: AlertDetails;
}

interface Kind {
  /** Whom it is for: each of these roles has an alert of its own, so that one’s acknowledging takes nothing from the other. */
  readonly audiences: readonly Role[];
  readonly words: string;
  readonly href: string;
  /** One line more: who and how much. Empty when there is nothing to add. */
  readonly say: (told: Told) => string;
  /** Stands above every page of the audience for as long as it goes on, whoever acknowledged it. */
  readonly isBanner?: true;
}

const over = ({ overAt }: AlertDetails) => overAt !== undefined && `Over since ${overAt.slice(0, 16).replace('T', ' ')} UTC.`;
const many = (count: string | number | undefined, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
const sentence = (...parts: readonly (string | number | false | undefined)[]) => parts.filter(Boolean).join(' ');

/** What was done to where real reports go, as a sentence between who did it and the name of the hotline. */
const HOTLINE_CHANGES = {
  address: 'changed the address or the credentials for real reports to',
  on: 'switched on real reports to',
  relaxed: 'made it so that fewer reports wait for a second person before they go to',
} as const;
export type HotlineChange = keyof typeof HOTLINE_CHANGES;

/** What people of a role have to know, in words. A new kind is one more entry here, and `raise(ctx, kind, details)`. */
export const ALERTS = {
  locked_out: {
    audiences: ['admin'],
    words: 'An account or address was locked out after repeated failures',
    href: '/people',
    say: ({ person, details: { address } }) => (person ? `It is the account of ${person}.` : address ? `It is the address ${address}.` : ''),
  },
  break_glass: {
    audiences: ['supervisor'],
    words: 'An admin took a content role by break-glass',
    href: '/break-glass',
    say: ({ by, details: { role, minutes } }) => sentence(by, 'holds the', role, 'role for', minutes, 'minutes.'),
  },
  access_reset: {
    audiences: ['admin'],
    words: 'Somebody’s access was reset',
    href: '/people',
    say: ({ person, by }) => sentence('It was that of', `${person},`, by && `by ${by}.`),
  },
  audit_alarm: {
    audiences: ['supervisor'],
    words: 'The audit log is not what a witness saw before',
    href: '/audit',
    isBanner: true,
    say: ({ details }) => sentence(LOG_ALARMS[details.alarm as LogAlarm], 'Found by', `${details.witness}.`, over(details) || 'Keep everything as it is, and verify the log.'),
  },
  audit_behind: {
    audiences: ['supervisor'],
    words: 'The audit log is behind',
    href: '/audit',
    say: ({ details }) => sentence('Events were written and waited for their place in the log for', details.seconds, 'seconds. None is lost.', over(details)),
  },
  witness_silent: {
    audiences: ['supervisor'],
    words: 'A witness of the audit log has fallen silent',
    href: '/audit',
    say: ({ details }) => sentence(`${details.witness}`, 'was not heard of for', details.minutes, 'minutes: nobody else looks at the log.', over(details)),
  },
  evidence_broken: {
    audiences: ['supervisor'],
    words: 'A stored file was found changed, cut short or swapped',
    href: '/audit?action=evidence.broken',
    say: ({ details }) => sentence('It is the', `${details.rendering}`, 'of the file', `${details.about}.`, 'Nothing of what was changed was shown or sent. Keep everything as it is, and find out who can write to the evidence store.'),
  },
  report_missing: {
    audiences: ['supervisor'],
    words: 'A decision that must be reported has no report',
    href: '/reports',
    isBanner: true,
    say: ({ details }) => sentence(many(details.count, 'decision'), 'without a report. Nothing of the decision is lost: make its report now, from the page of reports.', over(details)),
  },
  report_stuck: {
    audiences: ['supervisor'],
    words: 'Reports wait for a person',
    href: '/reports?step=stuck',
    say: ({ details }) => sentence(many(details.count, 'report'), 'that the desk cannot go on with by itself. Each says what stands in its way and who has to act.', over(details)),
  },
  report_overdue: {
    audiences: ['supervisor'],
    words: 'Reports are late',
    href: '/reports?late=1',
    say: ({ details }) => sentence(many(details.count, 'report'), 'not filed in the time that its urgency allows. None is lost; each says where it stands.', over(details)),
  },
  notice_stuck: {
    audiences: ['supervisor'],
    words: 'A platform could not be told of filed reports',
    href: '/reports?notice=stuck',
    say: ({ details }) => sentence(many(details.count, 'notice'), 'not taken by a platform. The reports are filed; tell the platform, then send the notices again.', over(details)),
  },
  approval_waiting: {
    audiences: ['supervisor'],
    words: 'Reports wait for a second person',
    href: '/reports/approvals',
    say: ({ details }) => sentence(many(details.count, 'report'), 'that nobody has agreed to or sent back for an hour. Nothing of it has left the desk.', over(details)),
  },
  reference_due: {
    audiences: ['supervisor', 'liaison'],
    words: 'References of authorities are still to be entered',
    href: '/reports?step=to_hand_in',
    say: ({ details }) => sentence(many(details.count, 'report'), 'that somebody was to hand in, or that went out by mail. None counts as filed before its reference is entered.', over(details)),
  },
  schema_drifted: {
    audiences: ['admin'],
    words: 'A hotline’s schema is not what the desk writes by',
    href: '/hotlines',
    say: ({ details }) => sentence(`${details.hotline}`, 'has it otherwise in', many(details.differences, 'place'), over(details) || 'so reports may be refused. Have the desk updated; until then what is refused shows which field it was.'),
  },
  hotline_changed: {
    audiences: ['supervisor'],
    words: 'Where real reports go, or who agrees to them, was changed',
    href: '/hotlines',
    say: ({ by, details: { hotline, change } }) => sentence(by, HOTLINE_CHANGES[change as HotlineChange], `${hotline}.`, 'If nobody of you knows of it, ask them, and look at the settings.'),
  },
  referral_waiting: {
    audiences: ['supervisor', 'liaison'],
    words: 'Referrals wait for a second person',
    href: '/referrals?step=to_approve',
    say: ({ details }) => sentence(many(details.count, 'referral'), 'that nobody has agreed to or sent back: emergencies at once, others after an hour. Nothing of it has left the desk.', over(details)),
  },
  referral_failed: {
    audiences: ['supervisor', 'liaison'],
    words: 'Packages for agencies could not be made',
    href: '/referrals?step=to_release',
    say: ({ details }) => sentence(many(details.count, 'referral'), 'that say what stands in the way. Nothing of it has left the desk; a liaison releases it again, or takes it back.', over(details)),
  },
  referral_ending: {
    audiences: ['supervisor', 'liaison'],
    words: 'Packages for agencies are about to run out',
    href: '/referrals?step=to_take',
    say: ({ details }) => sentence(many(details.count, 'referral'), 'whose package nobody has taken along, and which is removed within two days.', over(details)),
  },
  referral_due: {
    audiences: ['liaison'],
    words: 'Deadlines of agencies are near or over',
    href: '/referrals',
    say: ({ details }) => sentence(many(details.count, 'referral'), 'due within two days, emergencies at once, that no agency has yet. Each says by when, and what it waits for.', over(details)),
  },
  referral_void: {
    audiences: ['liaison'],
    words: 'Approvals of referrals ran out or no longer hold',
    href: '/referrals?step=draft',
    say: ({ details }) => sentence(many(details.count, 'referral'), 'that somebody had agreed to and that is a draft again. Each says what is not as it was. Nothing of it has left the desk; submit it anew, or withdraw it.', over(details)),
  },
  week_unsigned: {
    audiences: ['supervisor'],
    words: 'A week of the audit trail is not signed off',
    href: '/audit/review',
    say: ({ details }) => sentence('It is the week of', `${details.about}.`, over(details)),
  },
  hold_review: {
    audiences: ['supervisor', 'liaison'],
    words: 'Holds are to be looked at again',
    href: '/retention',
    say: ({ details }) => sentence(many(details.count, 'hold'), 'whose day of review has come. Each names who looks after it. It stands until somebody says when to look again, or lifts it.', over(details)),
  },
  destruction_waiting: {
    audiences: ['supervisor', 'liaison'],
    words: 'Destructions wait for a second person',
    href: '/retention',
    say: ({ details }) => sentence(many(details.count, 'destruction'), 'that nobody has agreed to or withdrawn. Nothing is destroyed before.', over(details)),
  },
  destruction_restorable: {
    audiences: ['supervisor', 'liaison'],
    words: 'An old backup could still open what was destroyed',
    href: '/retention',
    say: ({ details }) => sentence(many(details.count, 'destruction'), 'not beyond every backup yet. Whoever runs the desk rotates its key-encryption keys and retires the old ones: npm run evidence:rotate, and an hour later the same with -- --retire.', over(details)),
  },
  hotline_down: {
    audiences: ['supervisor'],
    words: 'A hotline takes no reports',
    href: '/reports?step=on_its_way',
    isBanner: true,
    say: ({ details }) => sentence(
      `${details.hotline}`,
      details.news === 'barred' ? 'does not let the desk in: an admin checks its address and credentials.' : 'could not be reached, or failed, several times in a row.',
      over(details) || 'Reports wait in the order of their urgency and go on by themselves once it answers. None is lost.',
    ),
  },
} as const satisfies Record<string, Kind>;
export type AlertKind = keyof typeof ALERTS;

/** The roles that are told of a kind. */
export const audiencesOf = (kind: AlertKind): readonly Role[] => ALERTS[kind].audiences;

export const acknowledgeInput = z.object({ alertId: z.uuid() });

/** An alert that nobody has acknowledged yet. */
export interface AlertLine {
  readonly id: string;
  readonly at: string;
  readonly words: string;
  /** Who and how much, as a sentence; may be empty. */
  readonly details: string;
  readonly href: string;
  /** Why the reader cannot acknowledge it, or null. */
  readonly acknowledgeOff: string | null;
}

/** Something that goes on; `since` is ISO 8601 in UTC. */
export interface Banner {
  readonly id: string;
  readonly words: string;
  readonly details: string;
  readonly since: string;
  readonly href: string;
}

export interface AlertList {
  /** What nobody can wave away while it goes on. */
  readonly banners: readonly Banner[];
  /** The newest, at most ALERTS_SHOWN. */
  readonly lines: readonly AlertLine[];
  readonly total: number;
}

export const ALERTS_SHOWN = 3;
