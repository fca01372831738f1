import { randomBytes } from 'node:crypto';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startThrowawayCluster } from '../launch/postgres/throwaway';
import { provision } from '../launch/provision';
import { deployMigrations } from '../../prisma/engine/deploy';

const TEMPLATE = 'template_watchkeeper';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where database tests find the server, and the migrated database that each test file copies. */
    database: { adminUrl: string; template: string; appPassword: string };
  }
}

/** Starts one PostgreSQL for the whole run and migrates one database, which is then only copied. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const cluster = await startThrowawayCluster();
  try {
    const adminUrl = cluster.url('postgres');
    const admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    await admin.query(`CREATE DATABASE ${TEMPLATE}`);
    await admin.end();
    const appPassword = randomBytes(18).toString('hex');
    await deployMigrations(cluster.url(TEMPLATE));
    await provision(cluster.url(TEMPLATE), appPassword);
    project.provide('database', { adminUrl, template: TEMPLATE, appPassword });
  } catch (error) {
    await cluster.stop();
    throw error;
  }
  return () => cluster.stop();
}
