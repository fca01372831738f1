import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { fileSigner, recordMany, sequence } from '@/lib/audit';
import { connect, transact } from '@/lib/db';
import { type PersonActor, ok } from '@/lib/kernel';
import type { BenchContext } from '../measure';
import { addModerator, base } from './desk';

const EVENTS_A_SECOND = 2_000;
const SECONDS = 20;
const WARM_UP_SECONDS = 3;
const SEQUENCE_EVERY_MS = 200;
/** Events a transaction, as an intake's batch or a busy verb writes them. */
const EVENTS_A_TRANSACTION = 20;
const WRITERS = 8;

interface Lag {
  readonly p50: number;
  readonly p99: number;
  /** Events a second that were really written. */
  readonly rate: number;
}

/** From an event's time to that of the first signed checkpoint over it, both by the database's clock. */
const LAG = `
  SELECT percentile_cont(ARRAY[0.5, 0.99]) WITHIN GROUP (ORDER BY extract(epoch FROM c."at" - l."at") * 1000)::float8[] AS "lag"
  FROM "AuditLeaf" l CROSS JOIN LATERAL (SELECT "at" FROM "AuditCheckpoint" WHERE "size" > l."index" ORDER BY "size" LIMIT 1) c
  WHERE l."index" >= (SELECT count(*) FROM "AuditLeaf") - $1::bigint`;

/** How long entries wait for the signature over them while events come in at a steady rate. */
export async function benchLag(context: BenchContext): Promise<void> {
  const owner = new pg.Client({ connectionString: context.ownerUrl });
  // As in production, where another process is the sequencer: it shares no connection with the writers.
  const [writing, sequencing] = [connect(context.url, WRITERS), connect(context.url, 2)];
  const signer = fileSigner();
  await owner.connect();
  const actor: PersonActor = await addModerator();

  const write = () => transact(writing, async (tx) => {
    const entry = { action: 'item.released', details: {}, itemId: actor.id, targets: [{ type: 'item', id: actor.id }] } as const;
    await recordMany({ ...base(), tx, actor }, Array.from({ length: EVENTS_A_TRANSACTION }, () => entry));
    return ok();
  });

  async function load(seconds: number): Promise<Lag> {
    await sequence(sequencing, signer);
    const transactions = (seconds * EVENTS_A_SECOND) / EVENTS_A_TRANSACTION;
    const begin = performance.now();
    let [started, isWriting] = [0, true];
    const writers = Array.from({ length: WRITERS }, async () => {
      while (started < transactions) {
        const due = begin + (started * EVENTS_A_TRANSACTION * 1000) / EVENTS_A_SECOND;
        started += 1;
        await wait(Math.max(0, due - performance.now()));
        await write();
      }
    });
    const sequencer = (async () => {
      while (isWriting) {
        await wait(SEQUENCE_EVERY_MS);
        await sequence(sequencing, signer);
      }
    })();
    await Promise.all(writers);
    const elapsed = performance.now() - begin;
    isWriting = false;
    await sequencer;
    await sequence(sequencing, signer);
    const events = transactions * EVENTS_A_TRANSACTION;
    const { rows } = await owner.query<{ lag: [number, number] }>(LAG, [events]);
    const [p50 = NaN, p99 = NaN] = rows[0]?.lag ?? [];
    return { p50, p99, rate: (events * 1000) / elapsed };
  }

  try {
    let lag: Lag | undefined;
    const at = `at ${EVENTS_A_SECOND} events a second for ${SECONDS} s`;
    const figure = { unit: 'ms', better: 'lower', runs: 1 } as const;
    await context.measure({ ...figure, metric: `from event to signed checkpoint ${at}, 99th percentile`, target: 1000, subject: async (run) => (lag = await load(run === 0 ? WARM_UP_SECONDS : SECONDS)).p99 });
    await context.measure({ ...figure, metric: `from event to signed checkpoint ${at}, median`, target: 500, subject: () => Promise.resolve(lag?.p50) });
    await context.measure({ metric: 'events that were written meanwhile', unit: 'events/s', target: EVENTS_A_SECOND * 0.95, better: 'higher', runs: 1, subject: () => Promise.resolve(lag?.rate) });
  } finally {
    await Promise.all([owner.end(), writing.$disconnect(), sequencing.$disconnect()]);
  }
}
