import { Agent, request } from 'node:http';
import { expect } from '@playwright/test';
import fc from 'fast-check';
import pg from 'pg';
import { createKey, createPerson, hashPassword } from '@/lib/access';
import { ORDINARY_KEY, RATE_MAX } from '@/lib/access/schema';
import { type Ctx, db, transact } from '@/lib/db';
import { type Result, randomIds, systemClock } from '@/lib/kernel';
import { type Malformed, malformed } from './harness/malformed';
import { draw } from './harness/pictures';
import { type SecondDesk, startSecondDesk } from './harness/second-desk';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';

const REQUESTS = 10_000;
const AT_ONCE = 12;
const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
const PASSWORD = 'beans peas and corn';
const SEED = Number(process.env.FUZZ_SEED ?? Math.trunc(Math.random() * 2 ** 31));

let desk: SecondDesk;

// Behind a proxy that says where each request comes from, with the highest limits there are: most requests are to
// reach the code behind the limits. The limits have tests of their own.
test.beforeAll(async () => {
  desk = await startSecondDesk(() => ({ TRUSTED_PROXIES: '1', SIGN_IN_FAILURES: '100', SIGN_IN_FAILURES_PER_ADDRESS: '10000', LOG_LEVEL: 'error' }));
  useSystem();
});
test.afterAll(async () => {
  await desk?.stop();
  agent.destroy();
  const owner = new pg.Client({ connectionString: system().ownerUrl });
  await owner.connect();
  await owner.query('DELETE FROM "RateLimit"');
  await owner.end();
});

async function must<T>(verb: (ctx: Ctx) => Promise<Result<T>>): Promise<T> {
  const result = await transact(db(), (tx) => verb({ tx, actor: { kind: 'system', name: 'test' }, clock: systemClock, ids: randomIds, requestId: randomIds.next() }));
  if (!result.ok) throw new Error(result.problem.safeMessage);
  return result.value;
}

async function addAuditor(name: string): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  await must((ctx) => createPerson(ctx, { email: `${name}@example.com`, displayName: name, role: 'auditor', passwordHash }));
}

interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

let sent = 0;
/** From an address of its own each time, as the proxy in front would say. */
function send({ method, path, headers, body }: Malformed): Promise<Answer> {
  sent += 1;
  const from = `10.${(sent >> 16) & 255}.${(sent >> 8) & 255}.${sent & 255}`;
  const { hostname, port } = new URL(desk.address);
  return new Promise((resolve, reject) => {
    const call = request({ agent, hostname, port, method, path, headers: { Origin: desk.address, ...headers, 'X-Forwarded-For': from, 'Content-Length': String(body.length) } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(parts).toString() }));
    });
    call.on('error', reject);
    call.end(body);
  });
}

const post = (path: string, body: object, headers: Record<string, string> = {}) => send({ method: 'POST', path, headers: { 'Content-Type': 'application/json', ...headers }, body: Buffer.from(JSON.stringify(body)) });

/** What an answer must never show: where the code lies, how it got there, and how it speaks to the database. */
const LEAKS = [/\n\s+at .+:\d+/, /node_modules/, /\.tsx?:\d+/, /webpack-internal|turbopack:\/\//, /prisma/i, /postgres/i, /\bSELECT\b[\s\S]+\bFROM\b|\bINSERT INTO\b|\bUPDATE\b[\s\S]+\bSET\b/];

function faultOf({ status, headers, body }: Answer, method: string): string | null {
  if (status >= 500) return `a failure, ${status}`;
  const leak = [...LEAKS, new RegExp(process.cwd())].find((pattern) => pattern.test(body));
  if (leak) return `says ${String(leak)}`;
  if (status < 400 || method === 'HEAD') return null;
  if (headers['content-type'] === 'application/problem+json') {
    const problem = JSON.parse(body) as { status: number; code: string; requestId: string };
    return problem.status === status && problem.code && problem.requestId ? null : 'a problem document that contradicts itself';
  }
  // These are Next's own: no such page, no such method, and an action that it knows nothing of.
  return status === 404 || status === 405 || (status === 400 && body === 'Invalid Server Action request.') ? null : `status ${status} without a problem document`;
}

test(`${REQUESTS} malformed requests to intake and sign-in are each answered, without a failure or a word about the inside`, async () => {
  test.setTimeout(420_000);
  console.log(`  seed ${SEED} (FUZZ_SEED=${SEED} sends the same again)`);
  const { secret } = await must((ctx) => createKey(ctx, { ...ORDINARY_KEY, ratePerMinute: RATE_MAX, name: 'Fuzz' }));
  await addAuditor('fuzz');
  const begun = await post('/api/sign-in/password', { email: 'fuzz@example.com', password: PASSWORD });
  expect(begun.status, begun.body).toBe(200);
  const [cookie = ''] = ([begun.headers['set-cookie']].flat()[0] ?? '').split(';');

  // Before the first of them is sent: making them takes longer than a connection stays open for the next request.
  agent.destroy();
  const requests = fc.sample(malformed({ key: secret, pending: cookie, picture: await draw(3) }), { numRuns: REQUESTS, seed: SEED });
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  const left = [...requests.entries()];
  const one = async (): Promise<void> => {
    for (let next = left.pop(); next; next = left.pop()) {
      const [index, each] = next;
      const answer = await send(each).catch((error: unknown) => ({ status: 599, headers: {}, body: String(error) }));
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
      const fault = faultOf(answer, each.method);
      if (fault) faults.push(`${fault}: #${index} ${each.method} ${each.path}\n    ${JSON.stringify(each.headers)}\n    ${each.body.toString().slice(0, 300)}\n    → ${answer.body.slice(0, 300)}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  console.log(`  ${[...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`).join(', ')}`);
  expect(faults.sort().slice(0, 5)).toEqual([]);
  // Otherwise it is the limits that were tested.
  expect(statuses.get(429) ?? 0).toBeLessThan(REQUESTS / 20);
  expect((await fetch(`${desk.address}/api/health`)).status).toBe(200);
});

const median = (times: readonly number[]) => [...times].sort((a, b) => a - b)[Math.trunc(times.length / 2)] ?? 0;

test('an unknown person, a wrong password and a disabled account look the same in status, body and time', async () => {
  test.setTimeout(180_000);
  const rounds = 95;
  for (const name of ['fuzz-known', 'fuzz-disabled']) await addAuditor(name);
  await db().person.update({ where: { email: 'fuzz-disabled@example.com' }, data: { disabledAt: systemClock.now(), disabledFor: 'by_admin' } });
  const tries = {
    unknown: { email: 'fuzz-unknown@example.com', password: `${PASSWORD}!` },
    wrong: { email: 'fuzz-known@example.com', password: `${PASSWORD}!` },
    disabled: { email: 'fuzz-disabled@example.com', password: PASSWORD },
  };
  const kinds = Object.keys(tries) as (keyof typeof tries)[];
  const times: Record<keyof typeof tries, number[]> = { unknown: [], wrong: [], disabled: [] };
  const answers = new Set<string>();
  for (let round = 0; round < rounds; round += 1) {
    // Interleaved, each first as often as the others, so that whatever else the machine does falls on all alike.
    for (let turn = 0; turn < kinds.length; turn += 1) {
      const kind = kinds[(round + turn) % kinds.length] ?? 'unknown';
      const start = performance.now();
      const { status, headers, body } = await post('/api/sign-in/password', tries[kind]);
      // The first rounds warm the process up.
      if (round >= 5) times[kind].push(performance.now() - start);
      const { requestId, ...rest } = JSON.parse(body) as Record<string, unknown>;
      expect(requestId).toMatch(/^[0-9a-f-]{36}$/);
      answers.add(JSON.stringify([status, Object.keys(headers).sort(), rest]));
    }
  }
  expect([...answers].map((answer) => (JSON.parse(answer) as [number])[0])).toEqual([401]);
  const medians = kinds.map((kind) => median(times[kind]));
  console.log(`  medians: ${kinds.map((kind, at) => `${kind} ${medians[at]?.toFixed(1)} ms`).join(', ')}`);
  expect(Math.max(...medians) / Math.min(...medians)).toBeLessThan(1.25);
});
