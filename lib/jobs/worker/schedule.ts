import { type CronItem, parseCronItems } from 'graphile-worker';
import type { JobName } from '../contract';

const DAY_MS = 24 * 60 * 60_000;

/** What is done by the clock (UTC), once however many workers there are; a time that all of them slept through is made up for. */
const TIMES: readonly (CronItem & { readonly task: JobName })[] = [
  { task: 'tidy-access', match: '15 3 * * *', options: { backfillPeriod: DAY_MS } },
  { task: 'tidy-evidence', match: '45 3 * * *', options: { backfillPeriod: DAY_MS } },
  { task: 'tend-retention', match: '30 2 * * *', options: { backfillPeriod: DAY_MS } },
  { task: 'check-schema', match: '15 4 * * *', options: { backfillPeriod: DAY_MS } },
  { task: 'remind-of-references', match: '5 * * * *' },
  { task: 'expire-referrals', match: '20 * * * *' },
  // From Tuesday noon on a week is late; every day, for weeks that become so while no worker runs.
  { task: 'remind-of-weeks', match: '0 12 * * *', options: { backfillPeriod: DAY_MS } },
];

export const SCHEDULE = parseCronItems([...TIMES]);
