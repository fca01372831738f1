import type { JobHelpers } from 'graphile-worker';
import { deriveMedia, sweepStore } from '@/lib/evidence';
import { remindOfWeeks } from '@/lib/oversight';
import { dropPackages, expireReferrals, packReferral, sweepPackages } from '@/lib/referral';
import { type FilingTools, checkHotline, checkSchema, deliverNotice, fileReport, reachOf, remindOfReferences } from '@/lib/reporting';
import { destroyEvidence, tendRetention } from '@/lib/retention';
import { JOBS, type JobName } from '../contract';
import { tidyAccess } from './tidy-access';

type Handler = (payload: unknown, helpers: JobHelpers) => Promise<void>;

/** Which verb does which job. Every job of the contract has a line here, and only here. */
export function handlers(tools: FilingTools): Record<JobName, Handler> {
  const derive = (payload: unknown, { abortSignal, job }: JobHelpers, name: 'derive-media' | 'derive-video') =>
    deriveMedia(tools, JOBS[name].parse(payload).mediaId, abortSignal, job.attempts);
  return {
    'file-report': (payload, { abortSignal }) => fileReport(tools, JOBS['file-report'].parse(payload).reportId, abortSignal),
    'derive-media': (payload, helpers) => derive(payload, helpers, 'derive-media'),
    'derive-video': (payload, helpers) => derive(payload, helpers, 'derive-video'),
    'deliver-notice': (payload, { abortSignal }) => deliverNotice(tools, JOBS['deliver-notice'].parse(payload).noticeId, abortSignal),
    'check-hotline': (payload, { abortSignal }) => checkHotline(tools, JOBS['check-hotline'].parse(payload), abortSignal),
    // Whether it is switched on or not: before the switch is when to know.
    'check-schema': (_payload, { abortSignal }) => checkSchema({ ...tools, reach: reachOf({ ...tools, evenOff: true }) }, abortSignal),
    'pack-referral': (payload, { abortSignal, job }) => packReferral(tools, JOBS['pack-referral'].parse(payload).referralId, abortSignal, job.attempts),
    'expire-referrals': () => expireReferrals(tools),
    'tidy-access': () => tidyAccess(tools),
    'tidy-evidence': async () => {
      await sweepStore(tools);
      await sweepPackages(tools);
    },
    'remind-of-weeks': () => remindOfWeeks(tools),
    'destroy-evidence': (payload) => destroyEvidence({ ...tools, dropPackages: (gone) => dropPackages(tools, gone) }, JOBS['destroy-evidence'].parse(payload)),
    'tend-retention': () => tendRetention(tools),
    'remind-of-references': () => remindOfReferences(tools),
  };
}
