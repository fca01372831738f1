import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { type Page, expect } from '@playwright/test';
import pg from 'pg';
import { witnessSigner } from '@/lib/audit';
import { checkpointNote, reportNote } from '@/lib/audit/testing';
import { buildGo } from '../bin/testing/go';
import { expectAccessible } from './harness/accessible';
import { askLog, checkpoint, enrolled, runProgram, thief } from './harness/audit';
import { copyLog } from './harness/copy-of-log';
import { signedIn } from './harness/desk';
import { grooming, pushItem } from './harness/platform';
import { type SecondDesk, startSecondDesk } from './harness/second-desk';
import { sessionOf } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';

const PROOFS = 1_000;
let database: pg.Client;
let folder: string;
const here = (...path: string[]) => join(folder, ...path);

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'audit-log-'));
  database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
});
test.afterAll(async () => {
  await database.end();
  rmSync(folder, { recursive: true });
});

/** Does something that is written down, and waits until the log is signed over it. */
async function grow(name: string): Promise<{ note: string; size: number }> {
  const before = await checkpoint();
  await pushItem({ externalId: name, subject: `${name}-u`, signals: [grooming] });
  const newest = async () => (await checkpoint()).size;
  await expect.poll(newest, { timeout: 15_000 }).toBeGreaterThan(before.size);
  return checkpoint();
}

const saying = (pattern: RegExp) => expect.stringMatching(pattern) as unknown as string; // an asymmetric matcher stands where the text will

/** Has somebody be refused, which is an event each time, until the log's first tile is full. */
async function fillTile(): Promise<void> {
  const { send } = await sessionOf('moderator@example.com');
  while ((await checkpoint()).size < 256) await Promise.all(Array.from({ length: 32 }, () => send('/api/audit/key')));
}

const eventsOf = async (action: string) => (await database.query<{ id: string }>('SELECT "id" FROM "AuditEvent" WHERE "action" = $1', [action])).rows.length;
const files = (dir: string): string[] => readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => join(dir, name)).filter((path) => statSync(path).isFile());

test('the running log verifies over HTTP and in the database, from its entries up', async () => {
  await grow('verified');
  const { logKey, apiKey, verifierKey } = enrolled();
  const address = `${system().address}/api/audit`;
  const [overHttp, inDatabase] = await Promise.all([
    runProgram('bin/audit-verify.ts', [address, '--key', logKey], { AUDIT_API_KEY: apiKey }),
    runProgram('bin/audit-verify.ts', ['--database', '--key', logKey], { DATABASE_URL: system().databaseUrl }),
  ]);
  expect(overHttp).toEqual({ code: 0, said: saying(/^✓ http:\/\/localhost:\d+\/api\/audit: \d+ entries are the ones that were written, in their order; 1 signed checkpoints agree\.\n$/) });
  expect(inDatabase).toEqual({ code: 0, said: saying(/^(?: {2}\d+ newer events have no checkpoint [^\n]+\n)?✓ the database: \d+ entries are the ones that were written/) });
  // With what the system's witness remembers, and with a key that is not the log's.
  const remembered = join(system().dataDir, 'witness', 'checkpoint');
  expect(await runProgram('bin/audit-verify.ts', [address, '--key', logKey, '--remembered', remembered], { AUDIT_API_KEY: apiKey })).toMatchObject({ code: 0 });
  const stranger = await runProgram('bin/audit-verify.ts', [address, '--key', verifierKey], { AUDIT_API_KEY: apiKey });
  expect(stranger).toEqual({ code: 1, said: saying(/The checkpoint is of another log/) });
  // What was not read is neither good nor bad.
  expect(await runProgram('bin/audit-verify.ts', [address, '--key', logKey], { AUDIT_API_KEY: 'wk_another-key' })).toMatchObject({ code: 2 });
});

test('other people’s tools agree about the running system: its checkpoint, 1,000 inclusion proofs, proof files, and consistency', async () => {
  test.setTimeout(240_000);
  const why = buildGo('e2e/independent/log-verifier.go', here('log-verifier'), here('go-cache'));
  test.skip(why !== null, why ?? '');
  await fillTile();
  const older = await checkpoint();
  writeFileSync(here('older'), older.note);
  await grow('independent');
  expect(await runProgram('bin/audit-export.ts', [here('log')], { DATABASE_URL: system().databaseUrl })).toMatchObject({ code: 0 });
  // What the desk shows over HTTP is what it exports, file by file.
  for (const path of files(here('log', 'tile'))) {
    const name = relative(here('log'), path);
    const answer = await askLog(name);
    expect([name, answer.status, answer.headers.get('content-type')]).toEqual([name, 200, 'application/octet-stream']);
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), readFileSync(path)), name).toBe(0);
  }
  mkdirSync(here('proofs'));
  const { rows } = await database.query<{ eventId: string }>('SELECT "eventId" FROM "AuditLeaf" WHERE "index" < $1 ORDER BY random() LIMIT 20', [older.size]);
  for (const { eventId } of rows) writeFileSync(here('proofs', `${eventId}.tlog-proof`), await (await askLog(`proof/${eventId}`)).text());
  const size = Number(readFileSync(here('log', 'checkpoint'), 'utf8').split('\n')[1]);
  expect(size).toBeGreaterThan(older.size);
  const { stdout } = await promisify(execFile)(here('log-verifier'), ['-key', enrolled().logKey, '-older', here('older'), '-proofs', here('proofs'), '-count', String(PROOFS), here('log')]);
  expect(stdout).toBe(`${size} entries: signature good, ${PROOFS} inclusion proofs, 20 proof files, consistent with 1 earlier checkpoints\n`);
});

test('the log is shown to those who may read it: hashes to supervisors and auditors, entries to auditors and programs, nothing to others', async () => {
  const { size } = await checkpoint();
  const full = size >= 256;
  const partial = `000${full ? '' : `.p/${size}`}`;
  const asked = ['checkpoint', 'key', `tile/0/${partial}`, `tile/entries/${partial}`];
  const seen = async (send: (path: string) => Promise<Response>) => (await Promise.all(asked.map((path) => send(`/api/audit/${path}`)))).map(({ status }) => status);
  for (const [who, statuses] of [
    ['auditor', [200, 200, 200, 200]],
    ['supervisor', [200, 200, 200, 403]],
    ['moderator', [403, 403, 403, 403]],
    ['liaison', [403, 403, 403, 403]],
    ['admin', [403, 403, 403, 403]],
  ] as const) {
    const { send } = await sessionOf(`${who}@example.com`);
    expect([who, await seen(send)]).toEqual([who, statuses]);
  }
  expect(await seen((path) => fetch(`${system().address}${path}`))).toEqual([401, 401, 401, 401]);
  // The platform's key may send, and read nothing.
  const platform = await Promise.all(asked.map((path) => askLog(path, system().apiKey)));
  expect(platform.map(({ status }) => status)).toEqual([403, 403, 403, 403]);
});

test('full tiles of hashes may be kept by whoever got them; checkpoints, entries, refusals and what is not there may not', async () => {
  await fillTile();
  const kept = async (path: string) => {
    const answer = await askLog(path);
    return [path, answer.status, answer.headers.get('content-type'), answer.headers.get('cache-control')];
  };
  const bytes = 'application/octet-stream';
  expect(await kept('tile/0/000')).toEqual(['tile/0/000', 200, bytes, 'private, max-age=31536000, immutable']);
  expect(await kept('tile/0/000.p/7')).toEqual(['tile/0/000.p/7', 200, bytes, 'no-store']);
  expect(await kept('tile/entries/000')).toEqual(['tile/entries/000', 200, bytes, 'no-store']);
  expect(await kept('checkpoint')).toEqual(['checkpoint', 200, 'text/plain; charset=utf-8', 'no-store']);
  for (const [path, status] of [['tile/0/x009/999', 404], ['tile/0/0', 400], ['tile/64/000', 400], ['tile/0/%3Cscript%3E', 400], ['tile/entries/x009/999', 404], ['proof/00000000-0000-7000-8000-000000000000', 404], ['proof/seven', 400]] as const) {
    const answer = await askLog(path);
    expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([path, status, 'no-store']);
    const text = await answer.text();
    for (const part of ['script', 'seven', 'x009']) expect(text).not.toContain(part);
  }
  const { send } = await sessionOf('moderator@example.com');
  expect((await send('/api/audit/tile/0/000')).headers.get('cache-control')).toBe('no-store');
});

test('who reads entries is on the record once an hour, before they get them', async () => {
  const before = await eventsOf('audit.entries_read');
  const { send, actor } = await sessionOf('auditor@example.com');
  for (let count = 0; count < 3; count += 1) expect((await send('/api/audit/tile/entries/000.p/3')).status).toBe(200);
  const { rows } = await database.query(`SELECT 1 FROM "AuditEvent" WHERE "action" = 'audit.entries_read' AND "actorId" = $1`, [actor.id]);
  expect(rows).toHaveLength(1);
  expect(await eventsOf('audit.entries_read')).toBeLessThanOrEqual(before + 1);
});

test('the system’s own witness looks, is heard, remembers, and comes back when it dies', async () => {
  const { verifierKey } = enrolled();
  const row = async () => (await database.query<{ size: string; alarm: string | null }>('SELECT "size", "alarm" FROM "AuditWitness" WHERE "key" = $1', [verifierKey])).rows[0];
  const { size } = await grow('witnessed');
  await expect.poll(async () => Number((await row())?.size), { timeout: 30_000 }).toBeGreaterThanOrEqual(size);
  expect((await row())?.alarm).toBeNull();
  const own = (name: string) => readFileSync(join(system().dataDir, 'witness', name), 'utf8');
  expect(own('metrics.prom')).toContain('watchkeeper_witness_alarm 0\n');
  expect(own('checkpoint')).toMatch(/\n— witness [A-Za-z0-9+/=]+\n$/);

  const pid = () => {
    try {
      return Number(readFileSync(join(system().dataDir, 'witness.pid'), 'utf8'));
    } catch {
      return undefined;
    }
  };
  const killed = pid();
  if (!killed) throw new Error('The witness is not running.');
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => ![killed, undefined].includes(pid()), { timeout: 30_000 }).toBe(true);
  const { size: later } = await grow('witnessed-again');
  await expect.poll(async () => Number((await row())?.size), { timeout: 30_000 }).toBeGreaterThanOrEqual(later);
});

/** A witness of this test's own: its folder, its key, and a desk that counts its word. */
async function withWitness(name: string, run: (witness: { look: () => ReturnType<typeof runProgram>; remember: (note: string) => void; forget: () => void; desk: SecondDesk }) => Promise<void>): Promise<void> {
  const memory = here(name);
  const { verifierKey } = witnessSigner(memory, name);
  const desk = await startSecondDesk(() => ({ AUDIT_WITNESS_KEYS: verifierKey }));
  const { apiKey, logKey } = enrolled();
  const env = { WITNESS_URL: `${desk.address}/api/audit`, WITNESS_API_KEY: apiKey, WITNESS_LOG_KEY: logKey, WITNESS_NAME: name, WITNESS_DIR: memory };
  try {
    await run({
      look: () => runProgram('bin/witness.ts', ['--once'], env),
      remember: (note) => writeFileSync(join(memory, 'checkpoint'), note),
      forget: () => rmSync(join(memory, 'checkpoint')),
      desk,
    });
  } finally {
    await desk.stop();
    await database.query(`UPDATE "Alert" SET "acknowledgedAt" = now() WHERE "kind" = 'audit_alarm' AND "acknowledgedAt" IS NULL`);
  }
}

/** What stands there until it is over; alerts that wait to be acknowledged are a list below it. */
const banner = (page: Page) => page.getByRole('region', { name: 'Alerts' }).locator('div > p').filter({ hasText: 'The audit log is not what a witness saw before' });

test('a fork that a witness sees ends it with 1, is on the record, and stands above every supervisor’s page until the log is good again', async ({ browser }) => {
  test.setTimeout(180_000);
  const supervisor = await signedIn(browser, 'supervisor');
  await withWitness('fork', async ({ look, remember, forget }) => {
    expect(await look()).toEqual({ code: 0, said: '' });
    const alarms = await eventsOf('audit.alarm');
    // What the witness remembers was signed by the log's own key, over another past.
    const { size } = await checkpoint();
    remember(await checkpointNote(size, thief()));
    const looked = await look();
    expect(looked).toEqual({ code: 1, said: saying(/^ALARM: The log does not continue what it was\. There are two versions of the past\./) });
    await expect(banner(supervisor)).toContainText('There are two versions of the past. Found by fork. Keep everything as it is, and verify the log.');
    expect(await eventsOf('audit.alarm')).toBe(alarms + 1);
    await expectAccessible(supervisor, 'an alarm');

    // Acknowledged it stands all the same, also on another page.
    await supervisor.getByRole('button', { name: 'Acknowledge: The audit log is not what a witness saw before' }).click();
    await supervisor.goto('/reports');
    await expect(banner(supervisor)).toBeVisible();
    const moderator = await signedIn(browser, 'moderator');
    await expect(moderator.getByText('The audit log is not what a witness saw before')).toHaveCount(0);

    forget();
    expect(await look()).toEqual({ code: 0, said: '' });
    await expect(banner(supervisor)).toHaveCount(0);
  });
});

test('a log that is shorter than a witness remembers ends it with 1 and is told to supervisors', async ({ browser }) => {
  test.setTimeout(180_000);
  const supervisor = await signedIn(browser, 'supervisor');
  await withWitness('shortened', async ({ look, remember, forget }) => {
    const { size } = await checkpoint();
    remember(await checkpointNote(size + 1_000_000, thief()));
    expect(await look()).toEqual({ code: 1, said: saying(/^ALARM: The log is shorter than it was\. Its end was cut off\./) });
    await expect(banner(supervisor)).toContainText('Its end was cut off. Found by shortened.');
    forget();
    expect(await look()).toEqual({ code: 0, said: '' });
    await expect(banner(supervisor)).toHaveCount(0);
  });
});

test('a word of a witness that nobody named, or without the scope, counts for nothing', async () => {
  const say = (apiKey: string, body: object) =>
    fetch(`${system().address}/api/audit/witness`, { method: 'POST', headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${apiKey}` }, body: JSON.stringify(body) });
  const stranger = witnessSigner(here('stranger'), 'stranger');
  const { apiKey, verifierKey } = enrolled();
  const note = await reportNote('forked', 1, stranger, new Date(), thief().name);
  expect((await say(apiKey, { note, witness: stranger.verifierKey })).status).toBe(403);
  expect((await say(system().apiKey, { note, witness: verifierKey })).status).toBe(403);
  expect((await say('wk_nobody', { note, witness: verifierKey })).status).toBe(401);
  expect((await say(apiKey, { alarm: 'forked', witness: verifierKey })).status).toBe(400);
  // Under the name of one that counts, and not over its signature.
  expect((await say(apiKey, { note, witness: verifierKey })).status).toBe(422);
  expect((await say(apiKey, { note: (await checkpoint()).note.replace(/^— witness .*\n/m, ''), witness: verifierKey })).status).toBe(422);
  const { rows } = await database.query(`SELECT 1 FROM "AuditWitness" WHERE "alarm" IS NOT NULL`);
  expect(rows).toEqual([]);
});

test('an entry that a superuser changed is named by audit:verify, in words, and it ends with 1', async () => {
  test.setTimeout(180_000);
  await grow('tampered');
  const copy = await copyLog('a_copy_of_the_log');
  try {
    const verify = () => runProgram('bin/audit-verify.ts', ['--database', '--key', enrolled().logKey], { DATABASE_URL: copy.url });
    expect(await verify()).toMatchObject({ code: 0, said: saying(/^✓ the database/) });
    await copy.tamper(`UPDATE "AuditEvent" SET "leaf" = convert_to(replace(convert_from("leaf", 'UTF8'), '"done"', '"refused"'), 'UTF8') WHERE "id" = (SELECT "eventId" FROM "AuditLeaf" WHERE "index" = 17)`);
    const { code, said } = await verify();
    expect(code).toBe(1);
    expect(said).toMatch(/^✗ At entry 17(, outcome)?: /);
    expect(said).toContain('✗ At entry 17: An entry is not the one that was put into the log: its bytes, or its place, were changed afterwards.');
    expect(said).toContain('✗ the database: this log does not hold what it was signed for.');
  } finally {
    await copy.drop();
  }
});
