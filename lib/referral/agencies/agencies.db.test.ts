import { armor, enums, generateKey, readKey, revokeKey } from 'openpgp';
import { beforeAll, expect, test } from 'vitest';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, manualClock } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { type ReferralScene, drawAgencyKeys, openReferralScene } from '../testing/scene';
import { readOpenPgp } from './openpgp-key';
import { addAgency, addAgencyKey, checkAgencyKey, editAgency, fingerprintOf, listAgencies, retireAgency, retireAgencyKey } from './index';

const database = testDatabase();
const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
const ENTRY = { country: 'GB', unit: '', contactName: 'Example Officer', email: 'desk@example.org', phone: '+44 20 7946 0000' };
let scene: ReferralScene;
let adder: PersonActor;
let checker: PersonActor;

beforeAll(async () => {
  scene = await openReferralScene(database, clock);
  [adder, checker] = [scene.asker, scene.supervisor];
});

const as = <T>(actor: PersonActor, work: Parameters<typeof scene.desk.as<PersonActor, T>>[1]) => scene.desk.as(actor, work);
const codeOf = (result: { ok: boolean; problem?: { code: string } }) => (result.ok ? 'done' : result.problem?.code);
const newAgency = async (name: string) => must(await as(adder, (ctx) => addAgency(ctx, { ...ENTRY, name }))).agencyId;
const stored = (keyId: string) => database.client.agencyKey.findUniqueOrThrow({ where: { id: keyId } });

/** A key that nobody has checked yet, and what an honest agency would read aloud. */
async function newKey(name: string, kind: 'openpgp' | 'age' = 'openpgp') {
  const agencyId = await newAgency(name);
  const { publicKey } = await drawAgencyKeys(kind, clock.now());
  const { keyId } = must(await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey })));
  return { agencyId, keyId, publicKey, fingerprint: (await stored(keyId)).fingerprint };
}
const check = (actor: PersonActor, keyId: string, readBack: string, numberFrom = 'the authority’s own site') => as(actor, (ctx) => checkAgencyKey(ctx, { keyId, readBack, numberFrom }));

test('a key counts once somebody else has typed what was read to them, with whatever spaces and in whatever case', async () => {
  const { keyId, fingerprint } = await newKey('Read aloud');
  expect(codeOf(await check(adder, keyId, fingerprint))).toBe('forbidden');
  expect((await stored(keyId)).checkedAt).toBeNull();
  const heard = fingerprint.toLowerCase().replaceAll(/(.{4})/g, '$1 ');
  expect(must(await check(checker, keyId, heard))).toEqual({ kind: 'checked' });
  expect(await stored(keyId)).toMatchObject({ checkedById: checker.id, checkedAt: clock.now() });
  expect(codeOf(await check(checker, keyId, fingerprint))).toBe('conflict');
  expect(await database.client.auditEvent.findMany({ where: { action: 'agency.key_checked', actorId: checker.id } })).toMatchObject([{ details: { fingerprint }, targets: [{ type: 'agency_key', id: keyId }, { type: 'agency' }] }]);
});

test('where whoever added a key set the number too, its checker calls a number from elsewhere and says where it is from', async () => {
  const { agencyId, keyId, fingerprint } = await newKey('Own number');
  const refused = await check(checker, keyId, fingerprint, '');
  expect(refused.ok ? [] : refused.problem.fields).toEqual([{ field: 'numberFrom', message: expect.stringContaining('found elsewhere') as string }]);
  expect(await stored(keyId)).toMatchObject({ checkedAt: null, wrongTries: 0 });
  const asks = async () => must(await as(checker, listAgencies)).find(({ id }) => id === agencyId)?.keys[0]?.asksNumber;
  expect(await asks()).toBe(true);
  must(await check(checker, keyId, '0', 'the ministry’s site'));
  must(await check(checker, keyId, fingerprint, 'the police’s site'));
  const trail = await database.client.auditEvent.findMany({ where: { actorId: checker.id, targets: { array_contains: [{ id: keyId }] } }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action, reason }) => [action, reason])).toEqual([['agency.key_differed', 'Number from: the ministry’s site'], ['agency.key_checked', 'Number from: the police’s site']]);
});

test('a number by somebody else than who added the key is called as it is; once the adder changes it, it is theirs again', async () => {
  const { agencyId, keyId, fingerprint } = await newKey('Number of another');
  const edit = async (actor: PersonActor, entry: Partial<typeof ENTRY>) => {
    const { updatedAt } = await database.client.agency.findUniqueOrThrow({ where: { id: agencyId } });
    clock.advance(1_000);
    must(await as(actor, (ctx) => editAgency(ctx, { ...ENTRY, ...entry, agencyId, name: 'Number of another', seenAt: updatedAt.toISOString() })));
  };
  await edit(scene.releaser, { contactName: 'Another officer' });
  expect(codeOf(await check(checker, keyId, fingerprint, ''))).toBe('invalid');
  await edit(scene.releaser, { phone: '+44 20 7946 0002' });
  await edit(adder, { phone: '+44 20 7946 0003' });
  expect(codeOf(await check(checker, keyId, fingerprint, ''))).toBe('invalid');
  await edit(scene.releaser, { phone: '+44 20 7946 0004' });
  // What else the adder changes leaves the number somebody else's.
  await edit(adder, { contactName: 'A third officer', phone: '+44 20 7946 0004' });
  expect(must(await check(checker, keyId, fingerprint, ''))).toEqual({ kind: 'checked' });
});

test('of age the recipient itself can be read aloud, or its SHA-256', async () => {
  const [one, other] = [await newKey('Age one', 'age'), await newKey('Age other', 'age')];
  expect(must(await check(checker, one.keyId, one.publicKey.toUpperCase()))).toEqual({ kind: 'checked' });
  expect(must(await check(checker, other.keyId, other.fingerprint))).toEqual({ kind: 'checked' });
});

test('what differs is counted and kept; the third time the key is of no use any more, whatever is typed then', async () => {
  const { keyId, fingerprint } = await newKey('Differs');
  const wrong = `${fingerprint.slice(0, -1)}${fingerprint.endsWith('0') ? '1' : '0'}`;
  expect(must(await check(checker, keyId, wrong))).toEqual({ kind: 'differs', triesLeft: 2 });
  expect(must(await check(checker, keyId, fingerprint.slice(-16)))).toEqual({ kind: 'differs', triesLeft: 1 });
  expect(must(await check(checker, keyId, wrong))).toEqual({ kind: 'retired' });
  expect(codeOf(await check(checker, keyId, fingerprint))).toBe('conflict');
  expect(await stored(keyId)).toMatchObject({ checkedAt: null, wrongTries: 3, retiredAt: clock.now() });
  const trail = await database.client.auditEvent.findMany({ where: { targets: { array_contains: [{ id: keyId }] } }, orderBy: { seq: 'asc' } });
  expect(trail.map(({ action }) => action)).toEqual(['agency.key_added', 'agency.key_differed', 'agency.key_differed', 'agency.key_differed', 'agency.key_retired']);
  // Whoever checks it could read the trail.
  expect(JSON.stringify(trail.map(({ details, targets }) => ({ details, targets })))).not.toContain(fingerprint);
});

test('the directory shows a checker no fingerprint that they are still to hear', async () => {
  const { agencyId, keyId, fingerprint } = await newKey('Shown');
  const shownTo = async (actor: PersonActor) => must(await as(actor, listAgencies)).find(({ id }) => id === agencyId)?.keys[0];
  const plain = (text: string | null | undefined) => text?.replaceAll(' ', '');
  expect(await shownTo(checker)).toMatchObject({ id: keyId, state: 'to_check', fingerprint: null, checkOff: null });
  const own = await shownTo(adder);
  expect([plain(own?.fingerprint), own?.checkOff]).toEqual([fingerprint, 'You added this key. A colleague has it read back.']);
  must(await check(checker, keyId, fingerprint));
  const checked = await shownTo(checker);
  expect([checked?.state, plain(checked?.fingerprint)]).toEqual(['checked', fingerprint]);
});

test('a key of which the row was altered does not pass a check, though its own fingerprint be read aloud', async () => {
  const { keyId } = await newKey('Altered');
  const { publicKey } = await drawAgencyKeys('openpgp', clock.now());
  await database.owner.query('UPDATE "AgencyKey" SET "publicKey" = $1 WHERE "id" = $2', [publicKey, keyId]);
  expect(must(await check(checker, keyId, await fingerprintOf({ kind: 'openpgp', publicKey })))).toEqual({ kind: 'retired' });
});

test('the application cannot alter a key in its row', async () => {
  const { keyId } = await newKey('Fixed');
  await expect(database.client.agencyKey.update({ where: { id: keyId }, data: { publicKey: 'another' } })).rejects.toThrow(/denied|42501/);
  await expect(database.client.agencyKey.update({ where: { id: keyId }, data: { fingerprint: 'another' } })).rejects.toThrow(/denied|42501/);
});

test('what nothing could be sealed for, or must not be here, is not taken in', async () => {
  const agencyId = await newAgency('Refuses');
  const add = async (publicKey: string) => {
    const added = await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey }));
    return added.ok ? 'added' : added.problem.fields[0]?.message;
  };
  const date = clock.now();
  const userIDs = [{ name: 'Example' }];
  const good = await generateKey({ userIDs, date, format: 'armored' });
  expect(await add(good.privateKey)).toContain('private key');
  expect(await add(`${good.publicKey}\n${good.publicKey}`)).toContain('several keys');
  expect(await add((await drawAgencyKeys('age', date)).privateKey)).toContain('private key');
  const signing = await generateKey({ userIDs, date, subkeys: [], format: 'armored' });
  expect(await add(signing.publicKey)).toContain('Nothing can be sealed');
  const expired = await generateKey({ userIDs, date: new Date('2026-01-01T00:00:00Z'), keyExpirationTime: 3600, format: 'armored' });
  expect(await add(expired.publicKey)).toContain('Nothing can be sealed');
  const revoked = await generateKey({ userIDs, date, format: 'armored' });
  const { publicKey } = await revokeKey({ key: await readKey({ armoredKey: revoked.publicKey }), revocationCertificate: revoked.revocationCertificate, date, format: 'armored' });
  expect(await add(publicKey)).toContain('Nothing can be sealed');
  expect(await add('age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq')).toMatch(/character|58/);
  expect(await add('-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nnothing\n-----END PGP PUBLIC KEY BLOCK-----')).toContain('no OpenPGP key');
  expect(await add('hello')).toContain('neither');
  expect(await database.client.agencyKey.count({ where: { agencyId } })).toBe(0);
  expect(await add(good.publicKey)).toBe('added');
  expect(codeOf(await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: good.publicKey })))).toBe('conflict');
});

/** A packet of an OpenPGP key with its header: RFC 9580, section 4.2.1. */
const packet = (tag: number, body: Buffer) => {
  const header = Buffer.alloc(6, 0xff);
  header.writeUInt8(0xc0 | tag);
  header.writeUInt32BE(body.length, 2);
  return Buffer.concat([header, body]);
};
/** A number of so many bits. */
const number = (bits: number) => Buffer.concat([Buffer.from([bits >> 8, bits & 0xff, bits % 8 === 0 ? 0x80 : 1 << ((bits % 8) - 1)]), Buffer.alloc(Math.ceil(bits / 8) - 1, 1)]);
const publicPart = (algorithm: number, ...numbers: number[]) => packet(6, Buffer.concat([Buffer.from([4, 0x65, 0, 0, 0, algorithm]), ...numbers.map(number)]));
const named = (count = 1) => Array.from({ length: count }, (_, at) => packet(13, Buffer.from(`Unit ${at}`)));

test.each([
  ['an RSA modulus', 'numbers that are too long', [publicPart(1, 65_535, 17), ...named()]],
  ['an RSA exponent', 'numbers that are too long', [publicPart(1, 4096, 4096), ...named()]],
  ['DSA', 'out of use', [publicPart(17, 16_384, 16_384, 16_384, 16_384), ...named()]],
  ['parts', 'more than 200 parts', [publicPart(1, 4096, 17), ...named(200)]],
])('a key that a machine would compute on for minutes is refused before anything is computed: %s', async (_what, words, packets) => {
  const agencyId = await newAgency(`Heavy ${_what}`);
  const added = await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: armor(enums.armor.publicKey, Buffer.concat(packets)) }));
  expect(added.ok ? [] : added.problem.fields).toEqual([{ field: 'publicKey', message: expect.stringMatching(new RegExp(`not taken: .*${words}`)) as string }]);
});

test('what was read before a transaction is not computed again in it: neither the key, nor whether something can be sealed for it', async () => {
  const { publicKey } = await drawAgencyKeys('openpgp', clock.now());
  const [key, again] = [await readOpenPgp(publicKey), await readOpenPgp(publicKey)];
  expect(again).toBe(key);
  const now = clock.now();
  const later = (ms: number) => new Date(now.getTime() + ms);
  const answer = key.isSealable(now);
  expect(key.isSealable(later(59_999))).toBe(answer);
  expect(key.isSealable(later(60_000))).not.toBe(answer);
  // Another text is another key, whatever it is called.
  expect(await readOpenPgp((await drawAgencyKeys('openpgp', now)).publicKey)).not.toBe(key);
});

test('two entries that are given one name at once: one has it, and of the other it is said', async () => {
  const [one, other] = await Promise.all(['One', 'Two'].map(async (name) => database.client.agency.findUniqueOrThrow({ where: { id: await newAgency(name) } })));
  const rename = (ctx: Parameters<typeof editAgency>[0], entry: typeof one, name: string) => editAgency(ctx, { ...ENTRY, agencyId: entry?.id ?? '', name, seenAt: entry?.updatedAt.toISOString() ?? '' });
  const waiting = () => database.client.$queryRaw<unknown[]>`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  let second: ReturnType<typeof as<{ updatedAt: string }>> | undefined;
  const first = await as(adder, async (ctx) => {
    const done = await rename(ctx, one, 'Three');
    // The other one has looked, has found nothing that is written for good, and waits for what this one becomes.
    second = as(adder, (ctx2) => rename(ctx2, other, 'THREE'));
    await expect.poll(waiting).toHaveLength(1);
    return done;
  });
  const refused = await second;
  expect([first.ok, refused?.ok === false && refused.problem.fields]).toEqual([true, [{ field: 'name', message: 'An agency of this name is in the directory already' }]]);
  expect(await database.client.agency.findUniqueOrThrow({ where: { id: other?.id } })).toEqual(other);
});

test('one entry that is edited twice at once is changed once', async () => {
  const { id, updatedAt } = await database.client.agency.findUniqueOrThrow({ where: { id: await newAgency('Twice') } });
  clock.advance(1_000);
  const edit = (contactName: string) => as(adder, (ctx) => editAgency(ctx, { ...ENTRY, agencyId: id, name: 'Twice', contactName, seenAt: updatedAt.toISOString() }));
  expect((await Promise.all([edit('One officer'), edit('Another officer')])).map(codeOf).sort()).toEqual(['conflict', 'done']);
});

test('an entry of which the name has a sign that stands for any other somewhere is no other’s', async () => {
  const [agencyId] = [await newAgency('A unit'), await newAgency('AXunit')];
  const { updatedAt } = await database.client.agency.findUniqueOrThrow({ where: { id: agencyId } });
  must(await as(adder, (ctx) => editAgency(ctx, { ...ENTRY, agencyId, name: 'A_unit', seenAt: updatedAt.toISOString() })));
});

test('an entry is changed by whoever saw what it was, is of one name, and takes its keys along when it is retired', async () => {
  const [agencyId] = [await newAgency('Changes'), await newAgency('Other name')];
  const edit = (name: string, seenAt: string) => as(adder, (ctx) => editAgency(ctx, { ...ENTRY, agencyId, name, phone: '+44 20 7946 0001', seenAt }));
  const { updatedAt } = await database.client.agency.findUniqueOrThrow({ where: { id: agencyId } });
  expect(codeOf(await edit('Other name', updatedAt.toISOString()))).toBe('conflict');
  expect(codeOf(await as(adder, (ctx) => addAgency(ctx, { ...ENTRY, name: 'Other name' })))).toBe('conflict');
  clock.advance(1_000);
  must(await edit('Changes', updatedAt.toISOString()));
  expect(codeOf(await edit('Changes again', updatedAt.toISOString()))).toBe('conflict');
  expect(await database.client.auditEvent.findMany({ where: { action: 'agency.edited', targets: { array_contains: [{ id: agencyId }] } } })).toMatchObject([{ details: { what: ['phone'] } }]);

  const { publicKey } = await drawAgencyKeys('age', clock.now());
  const { keyId } = must(await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey })));
  must(await as(adder, (ctx) => retireAgency(ctx, { agencyId })));
  expect((await stored(keyId)).retiredAt).toEqual(clock.now());
  expect(codeOf(await as(adder, (ctx) => addAgencyKey(ctx, { agencyId, publicKey })))).toBe('conflict');
  must(await as(adder, (ctx) => retireAgencyKey(ctx, { keyId })));
  expect(must(await as(checker, listAgencies)).at(-1)).toMatchObject({ id: agencyId, hasUsableKey: false });
});

test('an agency that was retired can be added anew under its name; two that are not retired have no name in common, in whatever case', async () => {
  const agencyId = await newAgency('Comes back');
  expect(codeOf(await as(adder, (ctx) => addAgency(ctx, { ...ENTRY, name: 'COMES BACK' })))).toBe('conflict');
  must(await as(adder, (ctx) => retireAgency(ctx, { agencyId })));
  expect(await newAgency('Comes back')).not.toBe(agencyId);
});
