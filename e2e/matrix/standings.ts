import { createKey, sessionCookie } from '@/lib/access';
import { type Permission, type Scope, SCOPE_NAMES, can } from '@/lib/access/schema';
import { db, transact } from '@/lib/db';
import { ROLES, type Role, randomIds, systemClock } from '@/lib/kernel';
import { useSystem } from '../harness/session-of';

const HOUR_MS = 60 * 60_000;
const longAgo = () => new Date(systemClock.now().getTime() - 25 * HOUR_MS);
const soon = () => new Date(systemClock.now().getTime() + HOUR_MS);

/** Those who are nobody to the desk, whatever their cookie once was. */
export const STRANGERS = ['no cookie', 'a cookie of another make', 'disabled person', 'session that was ended', 'idle session', 'session past its end'] as const;
export type Stranger = (typeof STRANGERS)[number];

interface SessionOptions {
  readonly role: Role;
  readonly isDisabled?: boolean;
  /** What is unusual about the row. */
  readonly row?: { readonly endedAt?: Date; readonly lastSeenAt?: Date; readonly expiresAt?: Date; readonly verifiedAt?: Date };
  readonly takes?: Role;
}

/** People of this run by what they are, and whatever else was made; a run that begins again makes its own. */
const people = new Map<string, string>();
const made: string[] = [];
const keys: string[] = [];

interface NewPerson {
  readonly email: string;
  readonly role: Role;
  readonly isDisabled?: boolean;
}

/** Adds somebody who is none of the demo's people: those stand on the sign-in page. */
export async function addPerson({ email, role, isDisabled = false }: NewPerson): Promise<string> {
  const id = randomIds.next();
  const now = systemClock.now();
  await db().person.create({ data: { id, email, displayName: `Matrix ${id}`, pseudonym: `matrix-${id}`, role, createdAt: now, disabledAt: isDisabled ? now : null } });
  made.push(id);
  return id;
}

async function personOf(role: Role, isDisabled: boolean): Promise<string> {
  const kind = `${role}${isDisabled ? ', disabled' : ''}`;
  const known = people.get(kind) ?? (await addPerson({ email: `matrix-${randomIds.next()}@example.com`, role, isDisabled }));
  people.set(kind, known);
  return known;
}

/** The Cookie header of a session with a row of its own, as old and as over as told. */
async function cookieOf({ role, isDisabled = false, row = {}, takes }: SessionOptions): Promise<string> {
  useSystem();
  const id = randomIds.next();
  const personId = await personOf(role, isDisabled);
  const now = systemClock.now();
  await db().session.create({
    data: { id, personId, createdAt: now, lastSeenAt: now, expiresAt: soon(), verifiedAt: now, method: 'totp', device: 'A test', ...row },
  });
  if (takes) {
    await db().breakGlass.create({ data: { id: randomIds.next(), personId, sessionId: id, role: takes, reason: 'A test', startedAt: now, endsAt: soon() } });
  }
  return (await sessionCookie(id)).split(';')[0] ?? '';
}

/** A role that the table lets in. */
export const entitled = (permission: Permission): Role => ROLES.find((role) => can(role, permission)) ?? 'admin';

/** A new session of a person of that role, its second factor answered a moment ago. */
export const inRole = (role: Role) => cookieOf({ role });
/** As `inRole`, with a second factor from yesterday. */
export const inRoleLongVerified = (role: Role) => cookieOf({ role, row: { verifiedAt: longAgo() } });
/** An admin's session in which another role was taken by break-glass. */
export const adminWhoTook = (role: Role) => cookieOf({ role: 'admin', takes: role });

/** The Cookie header of somebody who was let in once, as an admin or anyone else, and no longer is. */
export async function asStranger(who: Stranger, role: Role): Promise<string | undefined> {
  switch (who) {
    case 'no cookie':
      return undefined;
    case 'a cookie of another make':
      return (await inRole(role)).replace(/.{12}$/, 'AAAAAAAAAAAA');
    case 'disabled person':
      return cookieOf({ role, isDisabled: true });
    case 'session that was ended':
      return cookieOf({ role, row: { endedAt: systemClock.now() } });
    case 'idle session':
      return cookieOf({ role, row: { lastSeenAt: longAgo() } });
    case 'session past its end':
      return cookieOf({ role, row: { expiresAt: longAgo() } });
  }
}

/** The Authorization header of a new key with those scopes, already expired or revoked when told so. */
export async function keyWith(scopes: readonly Scope[], { isExpired = false, isRevoked = false } = {}): Promise<string> {
  useSystem();
  const ctx = { actor: { kind: 'system', name: 'A test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() } as const;
  const input = { name: `Matrix ${randomIds.next()}`, scopes: [...scopes], days: 30 as const, ratePerMinute: 600, needsSignature: false, platform: 'Example Messenger' };
  const created = await transact(db(), (tx) => createKey({ ...ctx, tx }, input));
  if (!created.ok) throw new Error(created.problem.safeMessage);
  const { id, secret } = created.value;
  if (isExpired) await db().apiKeySecret.updateMany({ where: { keyId: id }, data: { expiresAt: longAgo() } });
  if (isRevoked) await db().apiKey.update({ where: { id }, data: { revokedAt: systemClock.now() } });
  keys.push(id);
  return `Bearer ${secret}`;
}

/** A key that may do everything but this. */
export const keyWithout = (scope: Scope) => keyWith(SCOPE_NAMES.filter((each) => each !== scope));

/** Lets nobody that was made here stay behind: other tests count people, sessions and keys. */
export async function clear(): Promise<void> {
  const now = systemClock.now();
  await db().breakGlass.updateMany({ where: { personId: { in: made } }, data: { endedAt: now, signedOffAt: now } });
  await db().session.updateMany({ where: { personId: { in: made } }, data: { endedAt: now } });
  await db().person.updateMany({ where: { id: { in: made } }, data: { disabledAt: now } });
  await db().apiKey.updateMany({ where: { id: { in: keys } }, data: { revokedAt: now } });
  people.clear();
}

/** Refusals of strangers are written up to a number an hour and an address; each call here is to be the first. */
export async function forgetLimits(): Promise<void> {
  await db().rateLimit.deleteMany();
}

