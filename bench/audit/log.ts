import pg from 'pg';
import { databaseSource, fileSigner, parseVerifierKey, sequence, serveProof, verifyLog } from '@/lib/audit';
import { db } from '@/lib/db';
import { NOBODY } from '@/lib/kernel';
import { type BenchContext, median } from '../measure';
import { must } from './desk';
import { writeRows } from './rows';

/** Entries that wait at once when the sequencer's speed is measured. */
const WAITING = 20_000;
/** Entries a statement, both of the sequencer and of what it is compared with. */
const BATCH = 5_000;
const PROOFS = 200;

/** What the database alone can do: the same moves from a queue to places, without a tree, a checkpoint or a hash. */
async function movePlainly(owner: pg.Client): Promise<number> {
  await owner.query(`
    CREATE TEMP TABLE plain_queue (LIKE "AuditQueue" INCLUDING ALL);
    CREATE TEMP TABLE plain_leaf (LIKE "AuditLeaf" INCLUDING ALL)`);
  await owner.query(`INSERT INTO plain_queue SELECT n, gen_random_uuid(), now(), sha256(n::text::bytea) FROM generate_series(1, ${WAITING}) AS n`);
  const begin = performance.now();
  for (let at = 0; at < WAITING; at += BATCH) {
    await owner.query(`
      WITH taken AS (DELETE FROM plain_queue WHERE "seq" IN (SELECT "seq" FROM plain_queue ORDER BY "seq" LIMIT ${BATCH}) RETURNING *)
      INSERT INTO plain_leaf SELECT "seq", "eventId", "at" FROM taken`);
  }
  const rate = (WAITING * 1000) / (performance.now() - begin);
  await owner.query('DROP TABLE plain_queue, plain_leaf');
  return rate;
}

/** Every leaf, read in order and left at that. */
async function readPlainly(owner: pg.Client, size: number): Promise<void> {
  for (let from = 0; from < size; from += BATCH) {
    await owner.query('SELECT e."leaf" FROM "AuditLeaf" l, LATERAL (SELECT "leaf" FROM "AuditEvent" WHERE "at" = l."at" AND "id" = l."eventId" LIMIT 1) e WHERE l."index" >= $1 AND l."index" < $2 ORDER BY l."index"', [from, from + BATCH]);
  }
}

/** A log of `size` entries: how fast it is built, verified from its first entry to its last, and asked for proofs. */
export async function benchLog(context: BenchContext, size: number): Promise<void> {
  const { url, ownerUrl } = context;
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const signer = fileSigner();
  try {
    await context.measure({
      metric: `sequencer while busy, ${WAITING} waiting at once; beside it the same rows moved by SQL alone`,
      unit: 'entries/s',
      target: 10_000,
      better: 'higher',
      runs: size / WAITING - 1,
      subject: async () => {
        const now = Date.now();
        await writeRows(owner, { count: WAITING, from: new Date(now - WAITING), to: new Date(now), as: 'queued' });
        const begin = performance.now();
        const placed = await sequence(db(), signer);
        return (placed * 1000) / (performance.now() - begin);
      },
      baseline: () => movePlainly(owner),
    });
    // The database does this by itself, in time.
    await owner.query('VACUUM ANALYZE');
    await context.measure({
      metric: `verify the whole log in the database, of ${size} entries, for each million; beside it the leaves only read`,
      unit: 's',
      target: 60,
      better: 'lower',
      runs: 1,
      subject: async (run) => {
        if (run === 0) return 0;
        const source = await databaseSource(url);
        const begin = performance.now();
        const { isGood, size: verified } = await verifyLog({ source, verifier: parseVerifierKey(signer.verifierKey) });
        const seconds = (performance.now() - begin) / 1000;
        await source.close();
        if (!isGood || verified < size) throw new Error('the log of the bench is not good');
        return (seconds * 1_000_000) / verified;
      },
      baseline: async (run) => {
        if (run === 0) return 1;
        const begin = performance.now();
        await readPlainly(owner, size);
        return ((performance.now() - begin) * 1000) / size;
      },
    });
    const { rows } = await owner.query<{ eventId: string }>('SELECT "eventId" FROM "AuditLeaf" ORDER BY random() LIMIT $1', [PROOFS]);
    await context.measure({
      metric: `one proof of inclusion out of ${size} entries, as a file; median of ${PROOFS}`,
      unit: 'ms',
      target: 20,
      better: 'lower',
      runs: 3,
      subject: async () => {
        const times: number[] = [];
        for (const { eventId } of rows) {
          const begin = performance.now();
          must(await serveProof(NOBODY, eventId));
          times.push(performance.now() - begin);
        }
        return median(times);
      },
    });
  } finally {
    await owner.end();
  }
}
