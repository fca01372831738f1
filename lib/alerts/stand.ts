import { type Ctx, announce } from '@/lib/db';
import type { Role } from '@/lib/kernel';
import { raise } from './raise';
import { type AlertDetails, type AlertKind, audiencesOf } from './schema';
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

/** What is to be done for one role: tell it (again), or nothing more; and which of the members it had not been told of. */
interface Outcome {
  readonly isToRaise: boolean;
  readonly further: readonly string[];
}

/** Keeps the alert of one role true, as far as it stands; whoever calls holds the lock. */
async function keepFor(ctx: Ctx, audience: Role, { kind, members, anew = [], quietMs = 0 }: Standing, fresh: AlertDetails): Promise<Outcome> {
  const { tx, clock } = ctx;
  const [id] = await ongoing(tx, { kinds: [kind], about: ABOUT, audience });
  const alert = id === undefined ? null : await tx.alert.findUnique({ where: { id } });
  if (!alert) return { isToRaise: true, further: members };
  const told = alert.details as AlertDetails;
  const known = new Set(knownTo(told));
  const further = members.filter((member) => !known.has(member) || anew.includes(member));
  const isQuiet = alert.acknowledgedAt !== null && clock.now().getTime() - alert.acknowledgedAt.getTime() < quietMs;
  if (further.length > 0 && alert.acknowledgedAt !== null && !isQuiet) {
    await settle(ctx, kind, ABOUT, audience);
    return { isToRaise: true, further };
  }
  // While it is quiet the further ones are left out of what the alert knows, so that they are told once it is over.
  if (!isQuiet && told['members'] !== fresh['members']) {
    await tx.alert.update({ where: { id: alert.id }, data: { details: { ...told, ...fresh } } });
    await announce(tx, 'access', alert.id);
  }
  return { isToRaise: false, further: isQuiet ? [] : further };
}

/**
 * Keeps one alert for a changing number of things that all need the same look; each role that is told of the kind has its
 * own. It is raised with the first and over with the last; what it counts stays true meanwhile. Once somebody of the role
 * has acknowledged it, they know of those that it was about then: a further one raises it anew. Idempotent, however many
 * processes say so and however often.
 * @returns the members that no standing alert of any role was about before.
 */
export async function stand(ctx: Ctx, standing: Standing): Promise<readonly string[]> {
  const { kind, details = {} } = standing;
  const members = [...standing.members].sort();
  if (members.length === 0) {
    await settle(ctx, kind, ABOUT);
    return [];
  }
  await lockOngoing(ctx.tx, kind, ABOUT);
  const fresh: AlertDetails = { ...details, about: ABOUT, count: members.length, members: members.join(' ') };
  const outcomes = new Map<Role, Outcome>();
  for (const audience of audiencesOf(kind)) outcomes.set(audience, await keepFor(ctx, audience, { ...standing, members }, fresh));
  const toTell = [...outcomes].flatMap(([audience, { isToRaise }]) => (isToRaise ? [audience] : []));
  if (toTell.length > 0) await raise(ctx, kind, fresh, toTell);
  return members.filter((member) => [...outcomes.values()].every(({ further }) => further.includes(member)));
}

/** What the standing alert of a kind is about; nothing when none stands. */
export async function membersOf(tx: Ctx['tx'], kind: AlertKind): Promise<readonly string[]> {
  const [id] = await ongoing(tx, { kinds: [kind], about: ABOUT });
  const alert = id === undefined ? null : await tx.alert.findUnique({ where: { id } });
  return alert ? knownTo(alert.details as AlertDetails) : [];
}
