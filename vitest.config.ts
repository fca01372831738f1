import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('.', import.meta.url));

// Modules marked `server-only` resolve to nothing under this condition, as they do on the server. Vitest hands the
// list on to Node for packages, so `import` must not be in it: it would break every package that uses require().
const conditions = ['react-server', 'node'];

export default defineConfig({
  resolve: { alias: { '@': root.replace(/\/$/, '') } },
  ssr: { resolve: { conditions } },
  test: {
    // A file waits for the database or a program of its own much of the time: also two cores are enough for two files.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['{app,bench,bin,e2e,lib,prisma}/**/*.test.{ts,tsx}', '*.test.ts'],
          exclude: ['**/*.db.test.ts', 'node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          name: 'db',
          include: ['{app,bin,lib,prisma}/**/*.db.test.ts'],
          globalSetup: ['bin/testing/database-setup.ts'],
          setupFiles: ['bin/testing/environment-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
    ],
  },
});
