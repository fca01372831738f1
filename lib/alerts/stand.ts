import { type Ctx, announce } from '@/lib/db';
import { raise } from './raise';
import type { AlertDetails, AlertKind } from './schema';
import { lockOngoing, ongoing, settle } from './while';

interface Standing {
  readonly kind: AlertKind;
  /** Ids of everything that it is about now; when there is none, it is over. */
  readonly members: readonly string[];
  readonly details?: AlertDetails;
  /** Those that are told again, though whoever acknowledged it knows of them. */
  readonly anew?: readonly string[];
  /** For how long after it was acknowledged further members raise no other alert. */
  readonly quietMs?: number;
}

/** There is one of a kind at a time. */
const ABOUT = 'all';

const knownTo = ({ members }: AlertDetails): string[] => String(members ?? '').split(' ').filter(Boolean);

/**
 * Keeps one alert for a changing number of things that all need the same look. It is raised with the first and over with
 * the last; what it counts stays true meanwhile. Once somebody has acknowledged it, they know of those that it was about
 * then: a further one raises it anew. Idempotent, however many processes say so and however often.
 * @returns the members that no standing alert was about before.
 */
export async function stand(ctx: Ctx, { kind, members, anew = [], details = {}, quietMs = 0 }: Standing): Promise<readonly string[]> {
  if (members.length === 0) {
    await settle(ctx, kind, ABOUT);
    return [];
  }
  await lockOngoing(ctx.tx, kind, ABOUT);
  const [id] = await ongoing(ctx.tx, [kind], ABOUT);
  const alert = id === undefined ? null : await ctx.tx.alert.findUnique({ where: { id } });
  const list = [...members].sort();
  const fresh: AlertDetails = { ...details, about: ABOUT, count: list.length, members: list.join(' ') };
  if (!alert) {
    await raise(ctx, kind, fresh);
    return list;
  }
  const told = alert.details as AlertDetails;
  const known = new Set(knownTo(told));
  const further = list.filter((member) => !known.has(member) || anew.includes(member));
  const isQuiet = alert.acknowledgedAt !== null && ctx.clock.now().getTime() - alert.acknowledgedAt.getTime() < quietMs;
  if (further.length > 0 && alert.acknowledgedAt !== null && !isQuiet) {
    await settle(ctx, kind, ABOUT);
    await raise(ctx, kind, fresh);
    return further;
  }
  // While it is quiet the further ones are left out of what the alert knows, so that they are told once it is over.
  if (!isQuiet && told['members'] !== fresh['members']) {
    await ctx.tx.alert.update({ where: { id: alert.id }, data: { details: { ...told, ...fresh } } });
    await announce(ctx.tx, 'access', alert.id);
  }
  return isQuiet ? [] : further;
}

/** What the standing alert of a kind is about; nothing when none stands. */
export async function membersOf(tx: Ctx['tx'], kind: AlertKind): Promise<readonly string[]> {
  const [id] = await ongoing(tx, [kind], ABOUT);
  const alert = id === undefined ? null : await tx.alert.findUnique({ where: { id } });
  return alert ? knownTo(alert.details as AlertDetails) : [];
}
