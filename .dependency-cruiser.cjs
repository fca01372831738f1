// Who may import whom (ARCHITECTURE.md), as rules. Each is proven by a planted violation in
// bin/checks/dependency-rules.test.ts: a new rule wants a case there.

/** A module may import from its own layer and from those above it in this list, never from below. */
const LAYERS = [
  ['kernel'],
  ['db'],
  ['audit'],
  ['alerts'],
  ['access'],
  ['wellness', 'hotlines', 'matching'],
  ['evidence'],
  ['intake', 'queue'],
  ['review'],
  ['cases'],
  ['reporting', 'retention'],
  ['referral', 'oversight'],
  ['jobs', 'web'],
];

const any = (names) => `^lib/(${names.join('|')})/`;
const TESTS = '(\\.test\\.tsx?$|/testing/)';
/** Zod, constants and pure rules that pages use as well: schema.ts, at any depth, and the tables that it is made of. */
const IN_BROWSER = '^lib/(intake/(fields|stated)|referral/request/(states|scope|process-types)|.+/(schema|permissions|row-rules|password-rules|proof-path|looks))[.]ts$';
/** What a module shows to the others; of the audit log also what checks its proofs, which needs no desk. */
const FACES = '^lib/([^/]+/(index|schema)|audit/proof)\\.ts$';
const TEST_FACES = '^lib/[^/]+/testing/index\\.ts$';
/** What answers say to browsers: read before there is a configuration, so it stands apart from the rest of lib/web. */
const HEADERS = '^lib/web/headers\\.ts$';
/** Names and payloads of jobs: whoever enqueues one needs them, and they depend on nothing. */
const CONTRACT = '^lib/jobs/contract\\.ts$';
/** What an investigator checks a package with. */
const VERIFIER = '^lib/referral/verify/';

const layerRules = LAYERS.slice(0, -1).map((names, index) => ({
  name: `layer-${names.join('-')}`,
  severity: 'error',
  comment:
    `lib/${names.join(', lib/')} may not import what is built on ${names.length > 1 ? 'them' : 'it'}: the lower layer would change whenever ` +
    'the upper one does. Move what both need down, or pass it in as an argument.',
  from: { path: any(names), pathNot: TESTS },
  to: { path: `${any(LAYERS.slice(index + 1).flat())}|^app/`, pathNot: CONTRACT },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'layer-lib-below-app',
      severity: 'error',
      comment: 'lib holds what the product does and app how it looks: lib that imports app cannot be used by a job or a test. Move the shared part into lib.',
      from: { path: '^lib/' },
      to: { path: '^(app|proxy\\.ts|instrumentation\\.ts)' },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      comment: 'Files in a circle can only be understood, loaded and changed together. Move what they share into a third file.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'face-across-modules',
      severity: 'error',
      comment: "Another module's insides are free to change. Import from its index.ts or schema.ts; export there what is missing.",
      from: { path: '^lib/([^/]+)/' },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/($1|kernel)/', FACES, TEST_FACES, CONTRACT] },
    },
    {
      name: 'face-from-outside',
      severity: 'error',
      comment: 'Pages, programs and journeys use a module as its neighbours do: through index.ts or schema.ts. Export there what is missing.',
      from: { path: '^(app|bin|bench|e2e|[^/]+$)' },
      to: { path: '^lib/[^/]+/', pathNot: ['^lib/kernel/', FACES, TEST_FACES, CONTRACT, HEADERS, '^lib/jobs/worker/index\\.ts$', '^lib/hotlines/ncmec/sandbox/index\\.ts$', `${VERIFIER}index\\.ts$`] },
    },
    {
      name: 'proxy-authorises-nothing',
      severity: 'error',
      comment: 'proxy.ts runs before every page and is skipped by what its matcher leaves out: who may do what is asked where it is done. It sets headers and needs no more than these.',
      from: { path: '^proxy\\.ts$' },
      to: { pathNot: ['^lib/kernel/config\\.ts$', HEADERS, '(^|/)node_modules/next/', '^(node:)?crypto$'] },
    },
    {
      name: 'verifier-stands-alone',
      severity: 'error',
      comment: 'A package is verified where there is no desk: neither database, configuration nor network may be reached from the verifier, not even by way of something else. Split off what it needs.',
      from: { path: VERIFIER, pathNot: TESTS },
      to: { path: ['^lib/(db/|kernel/config\\.ts$)', '^(node:)?(http2?|https|net|tls|dns|dgram)$'], reachable: true },
    },
    {
      name: 'headers-stand-alone',
      severity: 'error',
      comment: 'The build reads lib/web/headers.ts for its configuration, before anything else can run. Keep it free of imports.',
      from: { path: HEADERS },
      to: { path: '.' },
    },
    {
      name: 'app-never-imports-db',
      severity: 'error',
      comment: 'A page that queries skips permission and record. Use action(), route() or read() of lib/web with a verb or a query of the capability.',
      from: { path: '^app/', pathNot: TESTS },
      to: { path: '^lib/db/' },
    },
    {
      name: 'generated-only-in-db',
      severity: 'error',
      comment: "The generated client changes with Prisma. Import what you need from '@/lib/db'.",
      from: { pathNot: '^lib/db/' },
      to: { path: '^lib/db/generated/' },
    },
    {
      name: 'domain-knows-no-framework',
      severity: 'error',
      comment: 'The domain also runs in the worker, in tests and in programs, where there is no request. Only lib/web may know Next.js; pass in what you need from it.',
      from: { path: '^lib/', pathNot: '^lib/web/' },
      to: { path: '(^|/)node_modules/(next|react|react-dom)/' },
    },
    {
      name: 'next-auth-only-in-access',
      severity: 'error',
      comment: 'Who is signed in is decided by the session row, in one place. Use what lib/access exports.',
      from: { pathNot: '^lib/access/' },
      to: { path: '(^|/)node_modules/next-auth/' },
    },
    {
      name: 'schema-safe-in-browser',
      severity: 'error',
      comment: 'Forms load schema.ts in the browser: it, and what it is made of, may import zod, lib/kernel and each other, nothing that reaches the server.',
      from: { path: IN_BROWSER },
      to: { pathNot: ['(^|/)node_modules/zod/', '^lib/kernel/', IN_BROWSER] },
    },
    {
      name: 'testing-only-from-tests',
      severity: 'error',
      comment: 'What is in a testing folder may need a test runner and do what production code must not. A bench is no production.',
      from: { path: '^(app|lib|bin)/', pathNot: TESTS },
      to: { path: '(^|/)lib/.+/testing/' },
    },
    {
      name: 'product-knows-no-tooling',
      severity: 'error',
      comment: 'Programs, benches and journeys use the product; it runs without them.',
      from: { path: '^(app|lib)/' },
      to: { path: '^(bin|bench|e2e)/' },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      comment: 'What cannot be found cannot be checked, and will not run.',
      from: {},
      to: { couldNotResolve: true, pathNot: '^server-only$' },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: ['node_modules', '^lib/db/generated'] },
    exclude: { path: '(^|/)\\.next' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['react-server', 'import', 'require', 'node', 'default'] },
  },
};
