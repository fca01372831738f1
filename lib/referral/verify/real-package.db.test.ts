import { spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileSigner } from '@/lib/audit';
import { testDatabase } from '@/lib/db/testing';
import { type PersonActor, config, randomIds, systemClock } from '@/lib/kernel';
import { must } from '@/lib/reporting/testing';
import { caseProblems, hasShapes } from '../documents/case-uco/testing';
import { hasPreflight, hasQpdf, preflight, qpdfCheck } from '../documents/testing/pdf-tools';
import { pack, release, sealedPath, unseal } from '../package/testing';
import { createReferral, saveReferral } from '../request';
import { EMPTY_SCOPE, NO_REDACTIONS } from '../request/schema';
import { type ReferralScene, drawAgencyKeys, openReferralScene } from '../testing/scene';
import { hasOpenssl, openAuthority } from '../time-stamp/testing';
import { fingerprintOf, givenKey, publicKeyOf } from './check-signature';
import { givenAuthorities } from './check-time';
import { faults, faulty, flipped, verified } from './testing/verified';
import { writeZip } from './testing/sample-package';

const database = testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'real-package-'));
const at = (...names: string[]) => join(folder, ...names);
const WITHIN_MS = 120_000;

const has = (program: string, ...args: string[]) => spawnSync(program, args).error === undefined;
const hasShell = has('bash', '--version') && has('sha256sum', '--version') && has('unzip', '-v');
const hasGo = has('go', 'version') && existsSync('/usr/share/gocode/src/golang.org/x/mod/sumdb/tlog');

/** The demo's people at their desk. */
let demo: ReferralScene;
let authority: Awaited<ReturnType<typeof openAuthority>> | undefined;
/** The full package, of the demo’s case, sealed with age and stamped where openssl is here; and a simple one of another, sealed with OpenPGP. */
let full: { number: string; files: Map<string, Buffer> };
let simple: { number: string };
let fingerprint: string;
const logKey = () => fileSigner().verifierKey;

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** Loads the demo as `npm start` does: by its program, with a sandbox hotline to file with. @returns the private key of its agency. */
async function loadDemo(): Promise<string> {
  const { publicKey, privateKey } = await drawAgencyKeys('age', systemClock.now());
  const port = await freePort();
  const env = { ...process.env, DATABASE_URL: database.url, SANDBOX_PORT: String(port), NCMEC_BASE_URL: `http://127.0.0.1:${port}/ispws`, DEMO_PASSWORD: 'beans-peas-corn', DEMO_API_KEY: 'wk_demo_of_a_test', DEMO_AGENCY_RECIPIENT: publicKey };
  const { status, stderr } = spawnSync(process.execPath, ['--conditions=react-server', '--import', 'tsx', 'bin/seed.ts'], { env, encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, expect.any(String)]);
  return privateKey;
}

/** One of the demo's people, signed in a moment ago. */
async function demoPerson(role: 'liaison' | 'supervisor'): Promise<PersonActor> {
  const { id, pseudonym } = await database.client.person.findUniqueOrThrow({ where: { email: `${role}@example.com` } });
  return { kind: 'person', id, name: pseudonym, role, sessionId: randomIds.next(), verifiedAt: systemClock.now() };
}

/** What a newcomer does: refers the demo's case to its agency, all of it but who only took part. */
async function referDemo(): Promise<string> {
  const { client } = database;
  const { caseId } = await client.item.findFirstOrThrow({ where: { externalId: 'demo-boat-trip' } });
  const items = await client.item.findMany({ where: { caseId }, select: { id: true } });
  const bystander = await client.account.findFirstOrThrow({ where: { externalId: 'demo-user-6613' } });
  const key = await client.agencyKey.findFirstOrThrow({ where: { retiredAt: null, checkedAt: { not: null } } });
  const { referralId } = must(await demo.desk.as(demo.asker, (ctx) => createReferral(ctx, { caseId, kind: 'disclosure' })));
  const { updatedAt } = await client.referral.findUniqueOrThrow({ where: { id: referralId } });
  const input = {
    referralId,
    seenAt: updatedAt.toISOString(),
    agencyId: key.agencyId,
    keyId: key.id,
    profile: 'full' as const,
    legalBasis: { processType: 'us_search_warrant' as const, reference: 'SW-26-100', authority: 'Example County Court', issuedAt: null, deadline: null },
    danger: '',
    scope: { ...EMPTY_SCOPE, itemIds: items.map(({ id }) => id) },
    // A first name may be a word of the language: it is taken out where somebody marks it.
    redactions: { ...NO_REDACTIONS, accountIds: [bystander.id], phrases: ['Kim'] },
  };
  must(await demo.desk.as(demo.asker, (ctx) => saveReferral(ctx, input)));
  return referralId;
}

/** Has a draft agreed to, released and packed. */
async function packed(scene: ReferralScene, referralId: string): Promise<string> {
  await release(database, scene, referralId);
  await pack(database, scene, referralId);
  const { number, state, problem } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
  expect([state, problem]).toEqual(['released', null]);
  return number;
}

beforeAll(async () => {
  const agencyKey = await loadDemo();
  const liaison = await demoPerson('liaison');
  const scene = await openReferralScene(database, systemClock);
  demo = { ...scene, asker: liaison, supervisor: await demoPerson('supervisor'), releaser: liaison };
  if (hasOpenssl) {
    authority = await openAuthority();
    Object.assign(config(), { TIMESTAMP_URL: authority.url });
    copyFileSync(authority.rootFile, at('authority.pem'));
  }
  const [one, two] = [await referDemo(), await scene.draft({ keyKind: 'openpgp', profile: 'simple' })];
  full = { number: await packed(demo, one), files: new Map() };
  simple = { number: await packed(scene, two.referralId) };

  copyFileSync(sealedPath(one), at(`${full.number}.zip.age`));
  copyFileSync(sealedPath(two.referralId), at(`${simple.number}.zip.gpg`));
  writeFileSync(at('agency-key.txt'), `${agencyKey}\n`, { mode: 0o600 });
  writeFileSync(at('agency-key.asc'), two.keys.privateKey, { mode: 0o600 });
  mkdirSync(at('gnupg'), { mode: 0o700 });
  await unseal(one, agencyKey, at(`${full.number}.zip`));
  await unseal(two.referralId, two.keys.privateKey, at(`${simple.number}.zip`));
  if (hasShell) {
    expect(spawnSync('unzip', ['-q', `${full.number}.zip`], { cwd: folder }).status).toBe(0);
    for (const entry of readdirSync(at(full.number), { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (entry.isFile()) full.files.set(relative(at(full.number), path), readFileSync(path));
    }
  }
  const key = publicKeyOf(createPublicKey(readFileSync(config().REFERRAL_KEY_FILE ?? '')).export({ format: 'pem', type: 'spki' }).toString());
  fingerprint = key ? fingerprintOf(key) : '';
}, WITHIN_MS);
afterAll(async () => {
  spawnSync('gpgconf', ['--kill', 'all'], { env: { ...process.env, GNUPGHOME: at('gnupg') } });
  await authority?.[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

test('a package that the desk really made is whole by our own verifier, against keys and an authority that came another way', async () => {
  const authorities = authority && givenAuthorities(readFileSync(authority.rootFile, 'utf8'));
  const found = await verified(at(`${full.number}.zip`), { isKey: givenKey(fingerprint), logKey: logKey(), authorities });
  expect(faults(found)).toEqual([]);
  expect(found.map(({ code }) => code)).toEqual(expect.arrayContaining(['good_hashes', 'good_signature', 'good_custody', 'good_document', ...(authority ? ['good_time'] : [])]));
  const plain = await verified(at(`${simple.number}.zip`));
  expect([faults(plain), plain.map(({ code }) => code)]).toEqual([[], ['good_hashes', 'good_document', 'unsigned_kind']]);
});

test.skipIf(!hasShell)('it is the demo’s case: its files, its words, the receipts of its reports, and nothing of who only took part (skipped where unzip is not installed)', async () => {
  const names = [...full.files.keys()];
  expect(names.filter((name) => name.startsWith('data/items/')).sort()).toEqual(['data/items/E01-1.jpg', 'data/items/E02-1.jpg', 'data/items/E02-2.jpg']);
  const description = full.files.get('data/case.jsonld')?.toString('utf8') ?? '';
  expect(description).toContain('the boat leaves on Saturday');
  const reports = await database.client.report.findMany({ where: { case: { subject: { externalId: 'demo-user-6610' } } } });
  expect(reports.map(({ state }) => state)).toEqual(['filed', 'filed']);
  for (const { hotlineReportId } of reports) expect(description).toContain(hotlineReportId ?? 'no receipt');
  for (const [name, bytes] of full.files) for (const word of ['demo-user-6613', 'demo_user_6613', 'Bystander', 'Kim here', 'told Kim']) expect([name, word, bytes.includes(word)]).toEqual([name, word, false]);
});

const run = (commands: string, cwd: string) => spawnSync('bash', ['--norc', '-euo', 'pipefail', '-c', commands], {
  // With a socket for its input, bash takes itself for a login from afar and reads a file of the machine's.
  stdio: ['ignore', 'pipe', 'pipe'],
  cwd,
  encoding: 'utf8',
  env: { ...process.env, GNUPGHOME: at('gnupg'), GOCACHE: at('go-cache'), FINGERPRINT: fingerprint, LOG_KEY: logKey(), REFERRAL_KEY_FILE: config().REFERRAL_KEY_FILE },
});

/** Commands of VERIFY.txt by their step, as they stand there: what is set in by five and more. */
function stepsOf(text: string): Map<string, string> {
  const steps = new Map<string, string>();
  for (const part of text.split(/^(?=\d\. )/m).slice(1)) {
    const commands = part.split('\n').filter((line) => line.startsWith('     ') && !line.includes('npm run')).map((line) => line.slice(5));
    if (commands.length > 0) steps.set(part.slice(0, 1), commands.join('\n'));
  }
  return steps;
}

test.skipIf(!hasShell || !hasOpenssl)('every command of VERIFY.txt does what it says there (skipped where unzip, sha256sum or openssl is not installed)', () => {
  const steps = stepsOf(full.files.get('VERIFY.txt')?.toString('utf8') ?? '');
  expect([...steps.keys()]).toEqual(['1', '2', '3', '4', '6']);
  const said = [...steps].map(([step, commands]) => {
    const { status, stdout, stderr } = run(commands.replace('AUTHORITY.pem', at('authority.pem')), at(full.number));
    return [step, status, stdout.trim() || stderr.trim()];
  });
  expect(said).toEqual([
    ['1', 0, ''], ['2', 0, ''], ['3', 0, 'Signature Verified Successfully'],
    ['4', 0, `${fingerprint.replaceAll(' ', '').toLowerCase()}  -`], ['6', 0, expect.stringContaining('Verification: OK')],
  ]);
});

/** Blocks of commands in the page, with the numbers of these packages for those that stand there. */
const blocks = () => [...readFileSync('docs/referrals.md', 'utf8').matchAll(/```sh\n(.*?)```/gs)].map(([, block = '']) => block.replaceAll('R-2026-00007', full.number).replaceAll('R-2026-00008', simple.number).trim());
/** Programs of others that a block needs. */
const NEEDED = ['age', 'gpg', 'unzip', 'sha256sum', 'openssl', 'qpdf', 'jq', 'go'];

test.skipIf(!hasShell || !hasOpenssl)('every command of docs/referrals.md does what it says there (skipped where unzip, sha256sum or openssl is not installed; single ones where their program is not)', () => {
  // As somebody who has nothing but what was sent, so that each block makes what the next one wants.
  const desk = mkdtempSync(join(folder, 'investigator-'));
  for (const name of [`${full.number}.zip.age`, `${simple.number}.zip.gpg`, 'agency-key.txt', 'agency-key.asc', 'authority.pem']) copyFileSync(at(name), join(desk, name));
  let inside = desk;
  const skipped: string[] = [];
  for (const block of blocks()) {
    const missing = NEEDED.filter((program) => new RegExp(`^(?:.*[|(] *|GO111MODULE=\\S+ GOPATH=\\S+ )?${program} `, 'm').test(block) && (program === 'go' ? !hasGo : !has(program, '--version')));
    if (missing.length > 0 || (block.includes('custody-verifier -key') && !hasGo)) {
      skipped.push(missing.join(', ') || 'go');
      if (missing.includes('age')) copyFileSync(at(`${full.number}.zip`), join(desk, `${full.number}.zip`));
      continue;
    }
    // What our own programs want is a checkout; what is theirs lies with the investigator.
    const ours = /npm run|e2e\/independent/.test(block);
    const commands = ours ? block.replace('-o custody-verifier', `-o ${join(desk, 'custody-verifier')}`).replace(`${full.number}.zip`, join(desk, `${full.number}.zip`)).replace('authority.pem', join(desk, 'authority.pem')) : block;
    const cwd = ours ? resolve('.') : block.startsWith('./') ? desk : inside;
    const { status, stdout, stderr } = run(commands, cwd);
    expect([block, status, stderr]).toEqual([block, 0, expect.anything()]);
    if (block.includes('\ncd ')) inside = join(desk, full.number);
    if (block.startsWith('sha256sum --strict') || block.startsWith('find')) expect([block, stdout]).toEqual([block, '']);
    if (block.includes('pkeyutl')) expect(stdout).toBe('Signature Verified Successfully\n');
    if (block.includes('outform DER')) expect(stdout.slice(0, 64)).toBe(fingerprint.replaceAll(' ', '').toLowerCase());
    if (block.startsWith('jq')) expect(new Set(stdout.trim().split('\n')).size).toBe(1);
    if (block.includes('custody-verifier -key')) expect(stdout).toMatch(/^\d+ entries of custody, each in the log of \d+ by its proof/);
    if (block.includes('npm run')) expect(stdout.trimEnd().split('\n').at(-1)).toMatch(/: whole\.$/);
  }
  if (skipped.length > 0) console.warn(`Skipped commands of docs/referrals.md, because these are not on this machine: ${skipped.join(', ')}`);
}, WITHIN_MS);

test.skipIf(!hasShell || !hasQpdf || !hasPreflight)('qpdf and PDFBox Preflight find nothing in its pages (skipped where unzip, qpdf, Java or PDFBox is not installed)', async () => {
  const pages = at(full.number, 'data/report.pdf');
  expect(await qpdfCheck(pages)).toContain('No syntax or stream encoding errors');
  expect(await preflight([pages])).toBe('');
}, WITHIN_MS);

test.skipIf(!hasShell || !hasShapes)('its description is valid under the shapes of CASE 1.4 (skipped where unzip or the shapes are not there)', async () => {
  expect(await caseProblems(full.files.get('data/case.jsonld')?.toString('utf8') ?? '')).toEqual([]);
}, WITHIN_MS);

test.skipIf(!hasShell)('one flipped byte in each file of it: the verifier names the file (skipped where unzip is not installed)', async () => {
  const authorities = authority && givenAuthorities(readFileSync(authority.rootFile, 'utf8'));
  const zip = at('flipped.zip');
  for (const [path, bytes] of full.files) {
    await writeZip(zip, flipped(full.files, path, bytes.length >> 1));
    expect([path, faulty(await verified(zip, { authorities })).includes(path)]).toEqual([path, true]);
  }
}, WITHIN_MS);

test.skipIf(!hasShell)('one file missing, one added, one twice, one under another name: the verifier names it (skipped where unzip is not installed)', async () => {
  const authorities = authority && givenAuthorities(readFileSync(authority.rootFile, 'utf8'));
  const zip = at('changed.zip');
  for (const path of full.files.keys()) {
    await writeZip(zip, [...full.files].filter(([name]) => name !== path));
    expect([path, faulty(await verified(zip, { authorities }))]).toEqual([path, expect.arrayContaining([path])]);
    await writeZip(zip, [...full.files].map(([name, bytes]) => [name === path ? `${name}.bak` : name, bytes]));
    expect([path, faulty(await verified(zip, { authorities }))]).toEqual([path, expect.arrayContaining([path, `${path}.bak`])]);
    await writeZip(zip, [...full.files, [path, full.files.get(path)!]]);
    expect([path, faulty(await verified(zip, { authorities }))]).toEqual([path, expect.arrayContaining([path])]);
  }
  for (const path of ['data/items/E99-1.png', 'data/extra.txt', 'extra.txt', 'data/proofs/0193a000-0000-7000-8000-000000000fff.tlog-proof']) {
    await writeZip(zip, [...full.files, [path, Buffer.from('one more')]]);
    expect([path, faulty(await verified(zip))]).toEqual([path, expect.arrayContaining([path])]);
  }
}, WITHIN_MS);
