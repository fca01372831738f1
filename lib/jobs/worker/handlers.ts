import type { JobHelpers, TaskList } from 'graphile-worker';
import { remindOfWeeks } from '@/lib/oversight';
import { type FilingTools, fileReport } from '@/lib/reporting';
import { JOBS, type JobName } from '../contract';
import { tidyAccess } from './tidy-access';

type Handler = (payload: unknown, helpers: JobHelpers) => Promise<void>;

/** Which verb does which job. Every job of the contract has a line here, and only here. */
export function handlers(tools: FilingTools): TaskList {
  const table: Record<JobName, Handler> = {
    'file-report': (payload, { abortSignal }) => fileReport(tools, JOBS['file-report'].parse(payload).reportId, abortSignal),
    'tidy-access': () => tidyAccess(tools),
    'remind-of-weeks': () => remindOfWeeks(tools),
  };
  return table;
}
