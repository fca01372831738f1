import { record } from '@/lib/audit';
import type { Ctx, Prisma } from '@/lib/db';
import { type PersonActor, ROLES, type Result, type Role, config, ok } from '@/lib/kernel';
import { seesContent } from '../permissions';
import { inactiveFrom, sessionLimits } from '../rules';
import { isByCompany } from './company';
import type { PeopleFilter, PeoplePage, PersonRow } from './schema';
import { stateOf } from './state';

const WITH = {
  factors: { select: { kind: true } },
  recoveryCodes: { where: { usedAt: null }, select: { id: true } },
  sessions: { where: { endedAt: null }, select: { lastSeenAt: true, expiresAt: true } },
  invitations: { where: { usedAt: null, revokedAt: null }, select: { expiresAt: true } },
} satisfies Prisma.PersonInclude;
type FoundPerson = Prisma.PersonGetPayload<{ include: typeof WITH }>;

function toRow(person: FoundPerson, now: Date, selfId: string): PersonRow {
  const { idleMs } = sessionLimits(person.role);
  const link = person.invitations.find(({ expiresAt }) => expiresAt > now);
  const isOfDemo = person.isDemo && config().TEST_MODE;
  return {
    id: person.id,
    pseudonym: person.pseudonym,
    displayName: person.displayName,
    email: person.email,
    role: person.role,
    seesContent: seesContent(person.role),
    state: stateOf(person),
    disabledFor: person.disabledFor,
    disabledAt: person.disabledAt?.toISOString() ?? null,
    inactiveFrom: person.disabledAt || isOfDemo ? null : inactiveFrom(person).toISOString(),
    linkUntil: link?.expiresAt.toISOString() ?? null,
    lastSignInAt: person.lastSignInAt?.toISOString() ?? null,
    isOfCompany: person.companyId !== null,
    isOfDemo,
    passkeys: person.factors.filter(({ kind }) => kind === 'passkey').length,
    hasApp: person.factors.some(({ kind }) => kind === 'totp'),
    recoveryCodes: person.recoveryCodes.length,
    openSessions: person.disabledAt ? 0 : person.sessions.filter(({ lastSeenAt, expiresAt }) => expiresAt > now && lastSeenAt.getTime() + idleMs > now.getTime()).length,
    isSelf: person.id === selfId,
  };
}

function matches({ role, state, text }: PeopleFilter) {
  const wanted = text?.toLowerCase();
  return (row: PersonRow) =>
    (!role || row.role === role) &&
    (!state || row.state === state) &&
    (!wanted || [row.pseudonym, row.displayName, row.email].some((each) => each.toLowerCase().includes(wanted)));
}

/**
 * Who has access, with how many of them can reach content: 18 USC 2258B(c) asks to keep that number small. All of them
 * on one page, since a desk's people are counted in dozens. Reading it is an entry.
 */
export async function listPeople(ctx: Ctx<PersonActor>, filter: PeopleFilter): Promise<Result<PeoplePage>> {
  const now = ctx.clock.now();
  const people = await ctx.tx.person.findMany({ include: WITH, orderBy: [{ disabledAt: { sort: 'asc', nulls: 'first' } }, { pseudonym: 'asc' }] });
  const rows = people.map((person) => toRow(person, now, ctx.actor.id));
  const holders = await ctx.tx.breakGlass.findMany({ where: { endedAt: null, endsAt: { gt: now } }, select: { personId: true, sessionId: true } });
  const open = await ctx.tx.session.findMany({ where: { id: { in: holders.map(({ sessionId }) => sessionId) }, endedAt: null }, select: { personId: true } });
  await record(ctx, { action: 'people.read', details: {} });
  const count = (role: Role) => rows.filter((row) => row.role === role && row.state === 'active').length;
  return ok({
    rows: rows.filter(matches(filter)),
    total: rows.length,
    active: Object.fromEntries(ROLES.map((role) => [role, count(role)])) as Record<Role, number>,
    byBreakGlass: open.length,
    isByCompany: isByCompany(),
    now: now.toISOString(),
  });
}
