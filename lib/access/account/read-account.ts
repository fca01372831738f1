import { record } from '@/lib/audit';
import type { Ctx, Factor, Person, Session } from '@/lib/db';
import { type PersonActor, type Result, ok } from '@/lib/kernel';
import { isDemoAllowed } from '../factors';
import { sessionLimits } from '../rules';
import { whyKept } from './remove-factor';
import type { Account, OwnFactor, OwnSession } from './schema';

function factorView({ id, kind, name, createdAt, lastUsedAt }: Factor, person: Person, count: number): OwnFactor {
  return { id, kind, name, createdAt: createdAt.toISOString(), lastUsedAt: lastUsedAt?.toISOString() ?? null, whyKept: whyKept(person, count) };
}

function sessionView({ id, device, address, createdAt, lastSeenAt }: Session, ownId: string): OwnSession {
  return { id, device, address, createdAt: createdAt.toISOString(), lastSeenAt: lastSeenAt.toISOString(), isThis: id === ownId };
}

/** The caller's own factors and open sessions, newest first, this one at the head. No secret and no code is among them. */
export async function readAccount(ctx: Ctx<PersonActor>): Promise<Result<Account>> {
  const { tx, actor, clock } = ctx;
  const now = clock.now();
  const person = await tx.person.findUniqueOrThrow({ where: { id: actor.id } });
  const factors = await tx.factor.findMany({ where: { personId: actor.id }, orderBy: { createdAt: 'asc' } });
  const recoveryCodesLeft = await tx.recoveryCode.count({ where: { personId: actor.id, usedAt: null } });
  const idleSince = new Date(now.getTime() - sessionLimits(person.role).idleMs);
  const sessions = await tx.session.findMany({
    where: { personId: actor.id, endedAt: null, expiresAt: { gt: now }, OR: [{ id: actor.sessionId }, { lastSeenAt: { gt: idleSince } }] },
    orderBy: { createdAt: 'desc' },
  });
  await record(ctx, { action: 'account.read', details: {} });
  const views = sessions.map((session) => sessionView(session, actor.sessionId));
  return ok({
    pseudonym: person.pseudonym,
    displayName: person.displayName,
    email: person.email,
    hasPassword: person.passwordHash !== null,
    isDemo: isDemoAllowed(person),
    factors: factors.map((factor) => factorView(factor, person, factors.length)),
    recoveryCodesLeft,
    sessions: [...views.filter(({ isThis }) => isThis), ...views.filter(({ isThis }) => !isThis)],
  });
}
