import { type PrismaClient, db } from '@/lib/db';
import { log, traceOf } from '@/lib/kernel';
import { leafHash } from '../log/hash';
import type { Place } from '../read/cursor';
import { keysOf } from '../read/keys';
import { csvHead, csvLine } from './csv';
import type { TrailExport } from './export';
import { readLeaf } from './leaf';
import { toOcsf } from './ocsf';
import { deskCover, redact } from './redact';

const BATCH = 1_000;

interface Row extends Place {
  readonly leaf: Uint8Array;
}

const BEGINNING: Place = { at: new Date(0), seq: 0n };

/** The next entries after a place, oldest first. Each batch is a question of its own: a slow download holds nothing open. */
function batchAfter(client: PrismaClient, { selection }: TrailExport, place: Place): Promise<Row[]> {
  return client.$queryRaw<Row[]>`
    WITH keys AS MATERIALIZED (${keysOf(selection, BATCH, { place, direction: 'newer' })})
    SELECT e."at", e."seq", e."leaf" FROM keys JOIN "AuditEvent" e ON e."at" = keys."at" AND e."seq" = keys."seq"
    ORDER BY e."at", e."seq"`;
}

/** How a leaf's bytes become a line. Unredacted JSON lines are the leaves themselves, byte for byte, as the log proves them. */
function liner({ format, isRedacted }: TrailExport): (bytes: Uint8Array) => string {
  if (format === 'jsonl' && !isRedacted) return (bytes) => `${Buffer.from(bytes).toString('utf8')}\n`;
  const cover = deskCover();
  return (bytes) => {
    const [whole, hash] = [readLeaf(bytes), Buffer.from(leafHash(bytes)).toString('base64')];
    const leaf = isRedacted ? redact(whole, cover) : whole;
    if (format === 'csv') return csvLine(leaf, hash);
    return `${JSON.stringify(format === 'ocsf' ? toOcsf(leaf, hash) : { ...leaf, leafHash: hash })}\n`;
  };
}

async function* linesOf(client: PrismaClient, settled: TrailExport): AsyncGenerator<Uint8Array<ArrayBuffer>, undefined> {
  const toLine = liner(settled);
  if (settled.format === 'csv') yield Buffer.from(csvHead());
  try {
    for (let rows: Row[] | undefined; rows === undefined || rows.length === BATCH; ) {
      rows = await batchAfter(client, settled, rows?.at(-1) ?? BEGINNING);
      if (rows.length > 0) yield Buffer.from(rows.map(({ leaf }) => toLine(leaf)).join(''));
    }
  } catch (error) {
    log.error({ error: traceOf(error) }, 'an export of the trail broke off');
    throw error;
  }
}

/**
 * The export's bytes, oldest entry first, in memory of one batch. It reads on only when the reader has taken what came
 * before; a failure breaks it off, so that half an export never passes for a whole one.
 */
export function streamExport(settled: TrailExport): ReadableStream<Uint8Array<ArrayBuffer>> {
  const lines = linesOf(db(), settled);
  return new ReadableStream({
    async pull(controller) {
      const next = await lines.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    cancel: async () => void (await lines.return(undefined)),
  });
}
