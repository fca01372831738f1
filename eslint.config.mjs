import next from 'eslint-config-next/core-web-vitals';
import tseslint from 'typescript-eslint';

const TYPESCRIPT = ['**/*.{ts,tsx,mts}'];
const TESTS = ['**/*.test.{ts,tsx}', '**/testing/**'];

const clockAndIds = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'The present moment comes from ctx.clock, so that tests can move it.' },
  { selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']", message: 'The present moment comes from ctx.clock, so that tests can move it.' },
  { selector: "CallExpression:matches([callee.name='randomUUID'], [callee.property.name='randomUUID'])", message: 'New ids come from ctx.ids, so that they are ordered by time and tests can repeat them.' },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'The environment is read and checked once, in lib/kernel/config.ts. Use config().',
};

/** A rule that is switched off for a line has a reason, and the reason stands there: `-- because …`. */
const explainDisable = {
  create: (context) => ({
    Program() {
      for (const comment of context.sourceCode.getAllComments()) {
        if (/^\s*eslint-disable/.test(comment.value) && !/\s--\s+\S/.test(comment.value)) {
          context.report({ loc: comment.loc, message: 'Say why the rule does not hold here: `-- because …`.' });
        }
      }
    },
  }),
};

export default tseslint.config(
  { ignores: ['.next*/**', '.data*/**', 'node_modules/**', 'lib/db/generated/**', 'next-env.d.ts', 'test-results/**'] },
  ...next,
  {
    plugins: { watchkeeper: { rules: { 'explain-disable': explainDisable } } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'watchkeeper/explain-disable': 'error',
      'max-lines': ['error', { max: 450, skipBlankLines: false, skipComments: false }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: TYPESCRIPT,
    extends: [...tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      // Handlers of React events and of test hooks may be asynchronous; what they return is awaited by their caller.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
    },
  },
  { files: ['lib/**/*.ts'], ignores: ['lib/kernel/**', ...TESTS], rules: { 'no-restricted-syntax': ['error', ...clockAndIds, environment] } },
  { files: ['lib/kernel/**/*.ts'], ignores: ['lib/kernel/config.ts', 'lib/kernel/log.ts', ...TESTS], rules: { 'no-restricted-syntax': ['error', environment] } },
  { files: ['app/**/*.{ts,tsx}'], ignores: TESTS, rules: { 'no-restricted-syntax': ['error', environment] } },
  { files: TESTS, rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-console': 'off' } },
  // Tools want the default export of their configuration, which has no better name than its file.
  { files: ['*.config.*'], rules: { 'import/no-anonymous-default-export': 'off' } },
  // Programs and benches talk to the person who runs them.
  { files: ['bin/**', 'bench/**', 'e2e/**', 'prisma/**'], rules: { 'no-console': 'off' } },
  {
    files: ['e2e/**/*.e2e.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [{ name: '@playwright/test', importNames: ['test'], message: 'Playwright leaves what a test opens open. Take `test` from harness/tidy or harness/quiet-console.' }] }],
    },
  },
  // Playwright's fixtures are handed on by a function called `use`, which is no React hook.
  { files: ['e2e/**', 'bin/**', 'bench/**'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  // eslint-config-next asks which React is used by looking at package.json of the working directory; said outright.
  { settings: { react: { version: '19' } } },
);
