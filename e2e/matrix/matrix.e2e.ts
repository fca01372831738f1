import { expect } from '@playwright/test';
import { type Permission, can, ruleOf } from '@/lib/access/schema';
import { ROLES, type Role } from '@/lib/kernel';
import { useSystem } from '../harness/session-of';
import { test } from '../harness/tidy';
import { type Built, readBuilt } from './built';
import { type Verdict, call } from './call';
import { type Entry, MATRIX } from './entries';
import { STRANGERS, adminWhoTook, asStranger, clear, entitled, forgetLimits, inRole, inRoleLongVerified, keyWith, keyWithout } from './standings';
import { endOfTrail, isOnTrail } from './trail';

const LINES = Object.entries(MATRIX).flatMap(([name, entries]) => [entries].flat().map((entry: Entry) => ({ name, entry })));
const GUARDED = LINES.flatMap(({ name, entry }) => ('permission' in entry ? [{ name, entry, permission: entry.permission }] : []));
const SCOPED = LINES.flatMap(({ name, entry }) =>
  'scope' in entry && entry.scope !== undefined ? [{ name, scope: entry.scope, permission: 'permission' in entry ? entry.permission : undefined }] : [],
);
const OPEN = LINES.flatMap(({ name, entry }) => ('open' in entry ? [name] : []));

let built: Built;

test.beforeAll(async () => {
  useSystem();
  built = await readBuilt();
});
test.afterAll(clear);

interface Caller {
  readonly headers: () => Promise<Record<string, string>>;
  readonly expected: Verdict;
  readonly permissions: readonly string[];
  readonly body?: unknown;
}

/** What came otherwise than expected, in a line; nothing when all was well. */
async function faults(name: string, { headers, expected, permissions, body }: Caller): Promise<string[]> {
  await forgetLimits();
  const given = await headers();
  const since = await endOfTrail();
  const answer = await call(built, name, given, { body });
  if (answer.verdict !== expected) return [`${name} (${permissions.join(', ')}): expected ${expected}, got ${answer.verdict}: ${answer.seen}`];
  if (expected === 'let in') return [];
  return (await isOnTrail(since, answer, permissions)) ? [] : [`${name} (${permissions.join(', ')}): refused, and the trail does not say so`];
}

const cookie = (value: string | undefined): Record<string, string> => (value === undefined ? {} : { Cookie: value });

/** All guarded entries as one kind of caller; a session for each, since some calls end it. */
async function sweep(session: (permission: Permission) => Promise<string | undefined>, wanted: (permission: Permission) => Verdict): Promise<string[]> {
  const found: string[] = [];
  for (const { name, entry, permission } of GUARDED) {
    const permissions = entry.first ? [entry.first, permission] : [permission];
    const headers = async () => cookie(await session(permission));
    found.push(...(await faults(name, { headers, expected: wanted(permission), permissions, body: entry.body })));
  }
  return found;
}

const byTable = (role: Role) => (permission: Permission): Verdict => (can(role, permission) ? 'let in' : 'forbidden');

test('what the build answers and what the matrix names are the same', () => {
  const named = new Set(Object.keys(MATRIX));
  expect([...built.names].filter((name) => !named.has(name)), 'built, and not in the matrix').toEqual([]);
  expect([...named].filter((name) => !built.names.has(name)), 'in the matrix, and not built').toEqual([]);
});

for (const role of ROLES) {
  test(`the role ${role} may do what the table says, and nothing else`, async () => {
    test.setTimeout(240_000);
    expect(await sweep(() => inRole(role), byTable(role))).toEqual([]);
  });
}

test('a second factor of yesterday lets nobody do what asks for a fresh one', async () => {
  test.setTimeout(240_000);
  const wanted = (role: Role) => (permission: Permission): Verdict => {
    if (!can(role, permission)) return 'forbidden';
    return ruleOf(permission).stepUp ? 'step_up' : 'let in';
  };
  for (const role of ROLES) expect(await sweep(() => inRoleLongVerified(role), wanted(role)), role).toEqual([]);
});

test('an admin who took a role by break-glass may do what that role may, and nothing of their own', async () => {
  test.setTimeout(240_000);
  for (const role of ['moderator', 'supervisor', 'liaison'] as const) expect(await sweep(() => adminWhoTook(role), byTable(role)), role).toEqual([]);
});

for (const who of STRANGERS) {
  test(`${who}: nothing behind sign-in answers, though the role would be let in`, async () => {
    test.setTimeout(240_000);
    expect(await sweep((permission) => asStranger(who, entitled(permission)), () => 'unauthenticated')).toEqual([]);
  });
}

test('routes for platforms ask for a living key with their scope; a person’s session opens none that is not for people, too', async () => {
  const key = (value: Promise<string>) => async () => ({ Authorization: await value });
  for (const { name, scope, permission } of SCOPED) {
    // Where a permission lets people in as well, their sessions have been tried above.
    const people = permission === undefined ? ROLES.map((role) => [role, async () => cookie(await inRole(role)), 'unauthenticated'] as const) : [];
    const cases: readonly (readonly [string, () => Promise<Record<string, string>>, Verdict])[] = [
      ['its scope', key(keyWith([scope])), 'let in'],
      ['every other scope', key(keyWithout(scope)), 'forbidden'],
      ['an expired key', key(keyWith([scope], { isExpired: true })), 'unauthenticated'],
      ['a revoked key', key(keyWith([scope], { isRevoked: true })), 'unauthenticated'],
      ['no key', () => Promise.resolve({}), 'unauthenticated'],
      ...people,
    ];
    const permissions = permission === undefined ? [scope] : [scope, permission];
    for (const [who, headers, expected] of cases) expect(await faults(name, { headers, expected, permissions }), who).toEqual([]);
  }
});

test('what is open answers everybody, and says why it is open', async () => {
  for (const name of OPEN) {
    for (const session of [undefined, await inRole('auditor')]) {
      await forgetLimits();
      const { verdict, seen } = await call(built, name, cookie(session));
      // Who is halfway through signing in has nothing to show here, and is told to begin.
      const wanted: readonly Verdict[] = name.includes('/sign-in') || name === 'page /' ? ['let in', 'unauthenticated'] : ['let in'];
      if (name !== 'page /_global-error') expect(wanted, `${name}: ${seen}`).toContain(verdict);
    }
  }
});
