import { expect } from '@playwright/test';
import { useSystem } from './harness/session-of';
import { system } from './harness/system';
import { test } from './harness/tidy';
import { NO_SUCH_ID, type Built, pathOf, readBuilt } from './matrix/built';
import { call, ownPage } from './matrix/call';
import { type Entry, MATRIX } from './matrix/entries';
import { clear, entitled, forgetLimits, inRole } from './matrix/standings';
import { endOfTrail, isOnTrail } from './matrix/trail';

let built: Built;

test.beforeAll(async () => {
  useSystem();
  built = await readBuilt();
});
test.afterAll(clear);

const directivesOf = (policy: string) => new Map(policy.split('; ').map((each) => each.split(' ')).map(([name = '', ...sources]) => [name, sources]));
const tagsOf = (html: string) => [...html.matchAll(/<(script|style)\b([^>]*)>/g)].map(([, , attributes = '']) => attributes);

/** Checks one answer of a page, and gives the nonce that it was made with. */
async function expectPage(path: string, headers: Record<string, string>, status?: number): Promise<string> {
  const answer = await fetch(`${system().address}${path}`, { headers, redirect: 'manual' });
  if (status !== undefined) expect(answer.status, path).toBe(status);
  const given = Object.fromEntries(answer.headers);
  const policy = directivesOf(given['content-security-policy'] ?? '');
  const nonce = policy.get('script-src')?.find((source) => source.startsWith("'nonce-")) ?? '';
  expect(nonce, path).toMatch(/^'nonce-[A-Za-z0-9+/]{22}=='$/);
  expect(policy.get('style-src'), path).toContain(nonce);
  expect(policy.get('default-src'), path).toEqual(["'none'"]);
  expect([...policy.values()].flat().filter((source) => /unsafe|\*|:\/\/|data:/.test(source)), path).toEqual([]);
  expect(given['cache-control'], path).toContain('no-store');
  expect(given, path).toMatchObject({
    'referrer-policy': 'no-referrer', 'x-content-type-options': 'nosniff', 'x-frame-options': 'DENY',
    'cross-origin-opener-policy': 'same-origin', 'cross-origin-resource-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp',
  });
  expect(given, path).not.toHaveProperty('x-powered-by');
  const body = await answer.text();
  if (given['content-type']?.startsWith('text/html')) {
    const wanted = `nonce="${nonce.slice("'nonce-".length, -1)}"`;
    expect(tagsOf(body).filter((attributes) => !attributes.includes(wanted)), `${path}: scripts and styles without the nonce`).toEqual([]);
    const tags = body.replaceAll(/"[^"]*"/g, '""');
    expect(/<[a-z][^>]* (style|on[a-z]+)=/.exec(tags)?.[0], `${path}: styles and handlers within tags`).toBeUndefined();
  }
  return nonce;
}

test('each page has a policy with a nonce that is used once: for whoever may see it, for the refused, and for nobody', async () => {
  // Of what Next.js makes before it is asked, the page for when all else fails can have no nonce: it runs no script.
  const pages = Object.entries(MATRIX).filter(([name]) => name.startsWith('page ') && name !== 'page /_global-error');
  const nonces: string[] = [];
  for (const [name, entries] of pages) {
    const path = pathOf(name.slice('page '.length));
    const [entry] = [entries].flat<(Entry | readonly Entry[])[]>();
    const sessions = [undefined, await inRole(entry && 'permission' in entry ? entitled(entry.permission) : 'auditor'), await inRole('admin')];
    for (const session of sessions) {
      const headers: Record<string, string> = session === undefined ? {} : { Cookie: session };
      nonces.push(await expectPage(path, headers), await expectPage(`${path}?_rsc`, { ...headers, RSC: '1' }));
    }
  }
  nonces.push(await expectPage('/nothing-here', {}, 404), await expectPage('/icon.svgs', {}, 404), await expectPage('/queue', { Cookie: await inRole('auditor') }, 403));
  expect(new Set(nonces).size).toBe(nonces.length);
});

test('answers for programs and files of the build can run nothing, and only the latter may be kept', async () => {
  const { address } = system();
  const paths = ['/api/queue', '/api/health', '/api/openapi.json', '/api/nothing-here', '/api/intake/v1/items', `/api/evidence/${NO_SUCH_ID}/preview`, '/_next/static/nothing-here.js', '/icon.svg'];
  for (const path of paths) {
    const answer = await fetch(`${address}${path}`);
    expect(directivesOf(answer.headers.get('content-security-policy') ?? '').get('default-src'), path).toEqual(["'none'"]);
    expect(answer.headers.get('x-content-type-options'), path).toBe('nosniff');
    if (path.startsWith('/api/')) expect(answer.headers.get('cache-control'), path).toContain('no-store');
  }
  const [script = ''] = /\/_next\/static\/[^"]+\.js/.exec(await (await fetch(`${address}/sign-in`)).text()) ?? [];
  expect((await fetch(`${address}${script}`)).headers.get('cache-control')).toContain('immutable');
});

test('the way back after signing in is the desk’s own word, not the caller’s', async () => {
  const answer = await fetch(`${system().address}/reports?state=stuck`, { redirect: 'manual', headers: { 'x-watchkeeper-path': '//example.net/' } });
  expect(answer.headers.get('location')).toMatch(/^\/sign-in(\?|$)/);
  expect(answer.headers.get('location')).not.toContain('example.net');
});

/** What browsers say of a page that is not ours; the last is what no browser says. */
const foreign = (): Readonly<Record<string, Record<string, string>>> => ({
  'another origin': { Origin: 'https://example.net' },
  'another site, whatever its origin claims': { ...ownPage(), 'Sec-Fetch-Site': 'cross-site' },
  'another origin of the same site': { ...ownPage(), 'Sec-Fetch-Site': 'same-site' },
  'nobody knows where': {},
});

test('what changes something takes requests from our own pages alone, and the trail keeps the others', async () => {
  test.setTimeout(240_000);
  for (const [name, entries] of Object.entries(MATRIX).filter(([each]) => !/^(page|GET) /.test(each))) {
    const [entry] = [entries].flat<(Entry | readonly Entry[])[]>();
    // Platforms are no browsers. There is nothing to change at other addresses, nor a company sign-on at this desk.
    if (!entry || 'scope' in entry || name.includes('[...')) continue;
    for (const [where, from] of Object.entries(foreign())) {
      const isAction = name.startsWith('action ');
      // Next.js itself turns an action away whose origin is another's, before anything of ours runs.
      const isTurnedAwayBefore = isAction && where === 'another origin';
      const headers: Record<string, string> = 'permission' in entry ? { Cookie: await inRole(entitled(entry.permission)) } : {};
      await forgetLimits();
      const since = await endOfTrail();
      const answer = await call(built, name, headers, { from, body: entry.body });
      expect(answer.verdict, `${name} from ${where}: ${answer.seen}`).toBe(isTurnedAwayBefore ? 'broken' : 'forbidden');
      if (!('permission' in entry) || isTurnedAwayBefore) continue;
      expect(await isOnTrail(since, answer, [entry.permission, entry.first ?? entry.permission]), `${name} from ${where}: on the trail`).toBe(true);
    }
  }
});
