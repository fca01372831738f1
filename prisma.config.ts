import { fileURLToPath } from 'node:url';
import { defineConfig } from 'prisma/config';

// The CLI would download a native engine; ours is the same engine from an installed package (prisma/engine).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= fileURLToPath(new URL('prisma/engine/schema-engine.mjs', import.meta.url));
process.env.PRISMA_HIDE_UPDATE_MESSAGE ??= '1';
process.env.CHECKPOINT_DISABLE ??= '1';

// `generate` needs no database and must work without one, hence an address that leads nowhere.
const url = process.env.MIGRATION_DATABASE_URL ?? process.env.DATABASE_URL ?? 'postgresql://none@127.0.0.1:1/none';

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: { url },
});
