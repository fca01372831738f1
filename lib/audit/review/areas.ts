import type { Action } from '../schema';

type Subject<A extends Action = Action> = A extends `${infer S}.${string}` ? S : never;

export const AREAS = {
  signing_in: 'Signing in',
  access: 'Access',
  refusals: 'Refusals',
  intake: 'Intake',
  review: 'Review',
  evidence: 'Evidence',
  cases: 'Cases',
  retention: 'Retention',
  reports: 'Reports, referrals',
  trail: 'Audit, alerts',
} as const;
export type Area = keyof typeof AREAS;

/** Where each action is counted in a week's figures, by what comes before its dot. A new subject has to be given a line. */
const AREA_OF: { readonly [S in Subject]: Area } = {
  session: 'signing_in',
  factor: 'signing_in',
  password: 'signing_in',
  account: 'signing_in',
  access: 'refusals',
  person: 'access',
  people: 'access',
  break_glass: 'access',
  api_key: 'access',
  api_keys: 'access',
  media: 'intake',
  queue: 'review',
  item: 'review',
  items: 'intake',
  message: 'review',
  decision: 'review',
  evidence: 'evidence',
  wellness: 'review',
  case: 'cases',
  cases: 'cases',
  note: 'cases',
  report: 'reports',
  reports: 'reports',
  referral: 'reports',
  referrals: 'reports',
  agency: 'reports',
  agencies: 'reports',
  retention: 'retention',
  hold: 'retention',
  destruction: 'retention',
  erasure: 'retention',
  hotline: 'reports',
  hotlines: 'reports',
  approval: 'reports',
  notice: 'reports',
  audit: 'trail',
  alert: 'trail',
};

/** `item.received` is a platform's, the other items are the reviewers'. */
export const areaOf = (action: Action): Area => (action === 'item.received' ? 'intake' : AREA_OF[action.slice(0, action.indexOf('.')) as Subject]);
