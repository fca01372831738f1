import { expect } from '@playwright/test';
import pg from 'pg';
import { system } from './system';

/** Any number that no lock of the desk has. */
const LOCK = 904_711;

export interface HeldSave {
  /** Comes back once a transaction stands in the middle of the save. */
  untilHeld(): Promise<void>;
  /** Lets it go on; that of a process which is gone by then is rolled back. */
  letGo(): Promise<void>;
}

/**
 * Holds up the next writing of an item's report, inside its transaction, for as long as a test needs to end the process
 * exactly there. @param when an SQL condition on the row, for example `NEW."state" = 'withdrawn'`.
 */
export async function holdSave(kind: 'INSERT' | 'UPDATE', itemId: string, when = 'true'): Promise<HeldSave> {
  const owner = new pg.Client({ connectionString: system().ownerUrl });
  await owner.connect();
  await owner.query(`SELECT pg_advisory_lock(${LOCK})`);
  await owner.query(`CREATE OR REPLACE FUNCTION hold_up() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock(${LOCK}); RETURN NEW; END $$`);
  await owner.query(`CREATE TRIGGER hold_up BEFORE ${kind} ON "Report" FOR EACH ROW WHEN (NEW."itemId" = ${owner.escapeLiteral(itemId)} AND ${when}) EXECUTE FUNCTION hold_up()`);
  const held = async () => (await owner.query(`SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = ${LOCK} AND NOT granted`)).rowCount;
  return {
    untilHeld: () => expect.poll(held, { timeout: 30_000, message: 'the save has begun' }).toBe(1),
    async letGo() {
      await owner.query(`SELECT pg_advisory_unlock(${LOCK})`);
      await owner.query('DROP TRIGGER hold_up ON "Report"');
      await owner.query('DROP FUNCTION hold_up()');
      await owner.end();
    },
  };
}
