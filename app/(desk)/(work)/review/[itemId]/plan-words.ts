import type { PlannedRoute, ReportPlan } from '@/lib/reporting';

/** The one that everybody knows by four letters. */
const SHORT: Readonly<Record<string, string>> = { ncmec: 'NCMEC' };

const nameOf = ({ hotline, name }: Pick<PlannedRoute, 'hotline' | 'name'>) => SHORT[hotline] ?? name;

/** What the button that reports says: `Report to NCMEC (sandbox)`. */
export function reportLabel(routes: readonly Pick<PlannedRoute, 'hotline' | 'name' | 'channel'>[], isTest: boolean): string {
  const [first, second] = routes;
  if (!first) return 'Report';
  if (second) return `Report to ${routes.length > 2 ? `${routes.length} authorities` : `${nameOf(first)} and ${nameOf(second)}`}${isTest ? ' (test)' : ''}`;
  const act = first.channel === 'portal' ? 'Prepare the report to' : 'Report to';
  return `${act} ${nameOf(first)}${isTest ? (first.hotline === 'ncmec' ? ' (sandbox)' : ' (test)') : ''}`;
}

interface Contents {
  readonly items: number;
  readonly files: number;
  readonly filesViewed: number;
  readonly messages: number;
}

const count = (n: number, noun: string) => `${n === 0 ? 'no' : n} ${noun}${n === 1 ? '' : 's'}`;

/** What is in a report: `This item: 2 files, 1 of them viewed entirely, and 3 messages.` */
export function contentsWords({ items, files, filesViewed, messages }: Contents): string {
  const viewed = files === 0 ? '' : files === 1 ? (filesViewed === 1 ? ', viewed entirely' : ', not viewed entirely') : `, ${filesViewed === 0 ? 'none' : filesViewed} of them viewed entirely`;
  const what = `${count(files, 'file')}${viewed}`;
  return items === 1 ? `This item: ${what}, and ${count(messages, 'message')}.` : `${items} items: ${what}, and their messages.`;
}

/** How a report leaves the desk, as an end of `NCMEC CyberTipline, …`. */
const WAYS: Readonly<Record<PlannedRoute['channel'], string>> = {
  api: 'filed by the desk',
  portal: 'prepared here for you to hand in on its form',
  webhook: 'sent to your own gateway',
  email: 'sent as sealed mail',
};

export function routeWords({ name, channel }: Pick<PlannedRoute, 'name' | 'channel'>, isTest: boolean): string {
  return `${name}, ${WAYS[channel]}${isTest ? ' as a test' : ''}.`;
}

/** Whether somebody else has to agree first, and why. The rules are a hotline's own, so they may differ. */
export function approvalWords({ routes }: Pick<ReportPlan, 'routes'>): string {
  const asking = routes.filter(({ approval }) => approval !== null);
  const [first] = asking;
  if (!first) return 'Nobody else has to agree first.';
  const which = asking.length === routes.length ? '' : ` to the report to ${asking.map(nameOf).join(' and ')}`;
  return `A second person agrees${which} first. ${first.approval}`;
}
