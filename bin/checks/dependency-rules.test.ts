import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type ICruiseOptions, type IFlattenedRuleSet, cruise } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const config = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as { forbidden: { name: string; comment?: string }[]; options: ICruiseOptions };
type ResolveOptions = NonNullable<Parameters<typeof cruise>[2]>;
type Tree = Record<string, string>;

const imports = (...names: string[]): string => names.map((name) => `import '${name}';`).join('\n');
const PACKAGE = (name: string): Tree => ({
  [`node_modules/${name}/package.json`]: JSON.stringify({ name, main: 'index.js' }),
  [`node_modules/${name}/index.js`]: '',
});

/** Every way of crossing that the rules allow, in one tree. */
const ALLOWED: Tree = {
  'lib/kernel/index.ts': '',
  'lib/kernel/actor.ts': '',
  'lib/db/index.ts': imports('./generated/client', '@/lib/kernel'),
  'lib/db/generated/client.ts': '',
  'lib/db/testing/index.ts': imports('../index'),
  'lib/audit/index.ts': imports('@/lib/db'),
  'lib/audit/proof.ts': '',
  'lib/alerts/index.ts': imports('@/lib/audit'),
  'lib/access/index.ts': imports('@/lib/alerts', '@/lib/audit', 'next-auth'),
  'lib/hotlines/schema.ts': imports('zod', '@/lib/kernel/actor'),
  'lib/queue/index.ts': imports('./take', '@/lib/audit', '@/lib/db'),
  'lib/queue/take.ts': imports('@/lib/jobs/contract', '@/lib/kernel'),
  'lib/queue/take.db.test.ts': imports('@/lib/db/testing', '@/lib/review', './take'),
  'lib/review/index.ts': imports('@/lib/queue'),
  'lib/review/schema.ts': imports('@/lib/hotlines/schema', 'zod'),
  'lib/jobs/contract.ts': imports('zod'),
  'lib/jobs/worker/index.ts': imports('@/lib/queue'),
  'lib/web/index.ts': imports('next', '@/lib/access'),
  'lib/web/headers.ts': '',
  'lib/kernel/config.ts': '',
  'proxy.ts': imports('next', 'node:crypto', '@/lib/kernel/config', '@/lib/web/headers'),
  'next.config.ts': imports('next', './lib/web/headers'),
  'app/page.tsx': imports('@/lib/web', '@/lib/queue', '@/lib/queue/schema', 'next', 'react'),
  'lib/queue/schema.ts': imports('zod'),
  'lib/referral/verify/index.ts': imports('@/lib/audit/proof', 'node:crypto'),
  'bin/worker.ts': imports('@/lib/jobs/worker', '@/lib/referral/verify'),
  ...PACKAGE('zod'), ...PACKAGE('next'), ...PACKAGE('react'), ...PACKAGE('next-auth'),
};

/** One file more, and the rule that it must break. */
const PLANTED: Record<string, { rule: string; files: Tree }> = {
  'the kernel builds on the database': { rule: 'layer-kernel', files: { 'lib/kernel/clock.ts': imports('@/lib/db') } },
  'the database builds on the audit trail': { rule: 'layer-db', files: { 'lib/db/client.ts': imports('@/lib/audit') } },
  'the audit trail builds on the queue': { rule: 'layer-audit', files: { 'lib/audit/read.ts': imports('@/lib/queue') } },
  'alerts build on access': { rule: 'layer-alerts', files: { 'lib/alerts/raise.ts': imports('@/lib/access') } },
  'access builds on the queue': { rule: 'layer-access', files: { 'lib/access/people.ts': imports('@/lib/queue') } },
  'wellness builds on evidence': { rule: 'layer-wellness-hotlines-matching', files: { 'lib/wellness/check.ts': imports('@/lib/evidence'), 'lib/evidence/index.ts': '' } },
  'evidence builds on review': { rule: 'layer-evidence', files: { 'lib/evidence/store.ts': imports('@/lib/review') } },
  'the queue builds on review': { rule: 'layer-intake-queue', files: { 'lib/queue/renew.ts': imports('@/lib/review') } },
  'review builds on cases': { rule: 'layer-review', files: { 'lib/review/decide.ts': imports('@/lib/cases'), 'lib/cases/index.ts': '' } },
  'cases build on reporting': { rule: 'layer-cases', files: { 'lib/cases/read.ts': imports('@/lib/reporting'), 'lib/reporting/index.ts': '' } },
  'reporting builds on referral': { rule: 'layer-reporting-retention', files: { 'lib/reporting/file.ts': imports('@/lib/referral'), 'lib/referral/index.ts': '' } },
  'oversight builds on the web layer': { rule: 'layer-referral-oversight', files: { 'lib/oversight/read.ts': imports('@/lib/web') } },
  'a type alone crosses a layer': { rule: 'layer-audit', files: { 'lib/audit/read.ts': "import type { Take } from '@/lib/queue';\nexport type T = Take;" } },
  'the web layer imports a page': { rule: 'layer-lib-below-app', files: { 'lib/web/page.ts': imports('@/app/page') } },
  'two files import each other': { rule: 'no-cycles', files: { 'lib/queue/a.ts': imports('./b'), 'lib/queue/b.ts': imports('./a') } },
  "a module reaches into another's insides": { rule: 'face-across-modules', files: { 'lib/review/decide.ts': imports('@/lib/queue/take') } },
  "a page reaches into a module's insides": { rule: 'face-from-outside', files: { 'app/queue.tsx': imports('@/lib/queue/take') } },
  "a journey reaches into a module's insides": { rule: 'face-from-outside', files: { 'e2e/story.e2e.ts': imports('@/lib/queue/take') } },
  'the proxy asks who is signed in': { rule: 'proxy-authorises-nothing', files: { 'proxy.ts': imports('@/lib/access') } },
  'the verifier of packages reaches the database by way of something else': {
    rule: 'verifier-stands-alone',
    files: { 'lib/referral/verify/index.ts': imports('../words'), 'lib/referral/words.ts': imports('@/lib/audit') },
  },
  'the headers need a configuration': { rule: 'headers-stand-alone', files: { 'lib/web/headers.ts': imports('@/lib/kernel') } },
  'a page queries the database': { rule: 'app-never-imports-db', files: { 'app/queue.tsx': imports('@/lib/db') } },
  'a module uses the generated client': { rule: 'generated-only-in-db', files: { 'lib/queue/read.ts': imports('@/lib/db/generated/client') } },
  'a verb imports Next.js': { rule: 'domain-knows-no-framework', files: { 'lib/queue/renew.ts': imports('next') } },
  'a rule imports React': { rule: 'domain-knows-no-framework', files: { 'lib/reporting/rules.ts': imports('react') } },
  'a page asks next-auth itself': { rule: 'next-auth-only-in-access', files: { 'app/api/auth/route.ts': imports('next-auth') } },
  'the web layer asks next-auth itself': { rule: 'next-auth-only-in-access', files: { 'lib/web/who.ts': imports('next-auth') } },
  'a schema reaches the server': { rule: 'schema-safe-in-browser', files: { 'lib/cases/schema.ts': imports('@/lib/db') } },
  'what a schema is made of reaches the server': { rule: 'schema-safe-in-browser', files: { 'lib/access/permissions.ts': imports('@/lib/db') } },
  'a schema imports a Node module': { rule: 'schema-safe-in-browser', files: { 'lib/cases/schema.ts': imports('node:fs') } },
  'production code uses a test helper': { rule: 'testing-only-from-tests', files: { 'lib/queue/renew.ts': imports('@/lib/db/testing') } },
  'the product uses its tooling': { rule: 'product-knows-no-tooling', files: { 'lib/queue/renew.ts': imports('@/bin/worker') } },
  'an import leads nowhere': { rule: 'no-unresolvable', files: { 'lib/queue/renew.ts': imports('./not-there') } },
};

async function brokenRules(files: Tree): Promise<string[]> {
  const root = await mkdtemp(join(tmpdir(), 'watchkeeper-rules-'));
  try {
    const paths = { '@/*': ['./*'] };
    const tree: Tree = { ...ALLOWED, ...files, 'tsconfig.json': JSON.stringify({ compilerOptions: { baseUrl: '.', paths } }) };
    for (const [path, content] of Object.entries(tree)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), content);
    }
    const folders = ['app', 'lib', 'bin', 'e2e'].filter((name) => Object.keys(tree).some((path) => path.startsWith(`${name}/`)));
    const ruleSet = config as unknown as IFlattenedRuleSet;
    const options = { ...config.options, baseDir: root, ruleSet, validate: true };
    const rootFiles = Object.keys(tree).filter((path) => /^[^/]+\.ts$/.test(path));
    const { output } = await cruise([...folders, ...rootFiles], options, { tsConfig: join(root, 'tsconfig.json') } as ResolveOptions, {
      tsConfig: { options: { baseUrl: root, paths } },
    });
    if (typeof output === 'string') throw new Error(output);
    return [...new Set(output.summary.violations.map(({ rule }) => rule.name))];
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

test('a tree that keeps every rule is left alone', async () => {
  expect(await brokenRules({})).toEqual([]);
});

test.each(Object.entries(PLANTED))('%s: refused', async (_what, { rule, files }) => {
  expect(await brokenRules(files)).toContain(rule);
});

test('every rule has a planted violation, and says why and what to do', () => {
  const planted = new Set(Object.values(PLANTED).map(({ rule }) => rule));
  expect(config.forbidden.map(({ name }) => name).filter((name) => !planted.has(name))).toEqual([]);
  expect(config.forbidden.filter(({ comment }) => (comment ?? '').length < 40)).toEqual([]);
});
