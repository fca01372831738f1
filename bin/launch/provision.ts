import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

/** The role that the application signs in as; the migrations make it, and what it may do stands there. */
const APP_ROLE = 'watchkeeper_app';

const JOBS = 'graphile_worker';

/**
 * The job tables come with row-level security and no policy, which shuts out everybody but their owner. The
 * application adds and runs jobs under its own role, so it gets a policy of its own on each table.
 */
async function openJobTables(client: pg.Client): Promise<void> {
  await client.query(`
    GRANT USAGE ON SCHEMA ${JOBS} TO ${APP_ROLE};
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${JOBS} TO ${APP_ROLE};
    GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${JOBS} TO ${APP_ROLE};
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ${JOBS} TO ${APP_ROLE};
    REVOKE INSERT, UPDATE, DELETE ON ${JOBS}.migrations FROM ${APP_ROLE};`);
  const { rows } = await client.query<{ relname: string }>(
    `SELECT c.relname FROM pg_class c
      WHERE c.relnamespace = $1::regnamespace AND c.relrowsecurity
        AND NOT EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = $2)`,
    [JOBS, APP_ROLE],
  );
  for (const { relname } of rows) {
    await client.query(`CREATE POLICY ${APP_ROLE} ON ${JOBS}.${client.escapeIdentifier(relname)} TO ${APP_ROLE} USING (true) WITH CHECK (true)`);
  }
}

// The job library announces each of its own migrations; only what went wrong is worth a line here.
const logger = new Logger(() => (level, message) => {
  if (String(level) === 'error') console.error(message);
});

/**
 * Makes a migrated database ready for the application: the job queue's tables, and the application's role with a
 * password. Safe to repeat.
 */
export async function provision(ownerUrl: string, appPassword: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    await runMigrations({ connectionString: ownerUrl, logger });
    await openJobTables(client);
    await client.query(`ALTER ROLE ${APP_ROLE} LOGIN PASSWORD ${client.escapeLiteral(appPassword)}`);
  } finally {
    await client.end();
  }
}

/** The application's address of the owner's database. */
export function appUrl(ownerUrl: string, appPassword: string): string {
  const url = new URL(ownerUrl);
  url.username = APP_ROLE;
  url.password = encodeURIComponent(appPassword);
  return url.href;
}
