import type { Clock } from '@/lib/kernel';
import { linesOf, parseNote, signNote, signatureLine } from '../log/note';
import type { NoteSigner, NoteVerifier } from '../log/note-keys';
import type { LogSource } from '../verify/source';
import { type Alarm, WITNESS_ALARMS } from '../schema';
import { type Examined, TileMissing, examine } from './examine';
import type { Memory } from './memory';
import { type Report, reportText } from './report';

export interface Witness {
  readonly source: LogSource;
  readonly verifier: NoteVerifier;
  /** The witness's own key, of the kind that signs a time with it. */
  readonly signer: NoteSigner;
  readonly memory: Memory;
  readonly clock: Clock;
}

export interface Looked {
  readonly size: number;
  readonly alarm?: Alarm;
  /** The checkpoint with the witness's line below it; none when there is an alarm. */
  readonly cosigned?: string;
  /** What the desk is told, signed: the same, or a report. */
  readonly word: string;
}

/** Prometheus' text format, for a collector that reads files. */
function metrics({ size, alarm }: Pick<Looked, 'size' | 'alarm'>, at: Date): string {
  return [
    '# HELP watchkeeper_witness_alarm Whether the log failed the last look.',
    '# TYPE watchkeeper_witness_alarm gauge',
    `watchkeeper_witness_alarm ${alarm ? 1 : 0}`,
    '# HELP watchkeeper_witness_size Entries of the last checkpoint that was found good.',
    '# TYPE watchkeeper_witness_size gauge',
    `watchkeeper_witness_size ${size}`,
    '# HELP watchkeeper_witness_looked_at_seconds When the log was last looked at.',
    '# TYPE watchkeeper_witness_looked_at_seconds gauge',
    `watchkeeper_witness_looked_at_seconds ${Math.floor(at.getTime() / 1000)}`,
    '',
  ].join('\n');
}

/**
 * One look at the log. What is good is signed and remembered before anybody is told; what is not is kept beside it, and
 * the memory stays as it was, so that every later look finds it as well.
 */
export async function look({ source, verifier, signer, memory, clock }: Witness): Promise<Looked> {
  const now = clock.now();
  const [shown, seen] = [await source.checkpoint(), await memory.seen()];
  // A desk that was just set up has said nothing yet; one that has fallen silent has lost all it said.
  const report = async (said: Omit<Report, 'log'>) => signNote(reportText({ log: verifier.name, ...said }), signer, now);
  if (shown === null && seen === null) return { size: 0, word: await report({ finding: 'empty', size: 0 }) };
  const readTile = async (name: Parameters<LogSource['tile']>[0]) => {
    const tile = await source.tile(name);
    if (!tile) throw new TileMissing(`The log shows no tile ${name.level}/${name.n}.`);
    return tile;
  };
  const examined: Examined = shown === null ? { alarm: 'shortened' } : await examine({ shown, seen, verifier, readTile });
  if (examined.alarm) {
    const { alarm } = examined;
    const looked = { size: sizeOf(seen), alarm, word: await report({ finding: alarm, size: sizeOf(seen) }) };
    const text = `${WITNESS_ALARMS[alarm]}\n\n--- seen before\n${seen ?? ''}\n--- shown at ${now.toISOString()}\n${shown ?? ''}`;
    await memory.keepAlarm(shown ?? '', text);
    await memory.write('metrics.prom', metrics(looked, now));
    return looked;
  }
  const note = parseNote(shown ?? '') ?? { text: '', lines: [] };
  // The log's own lines alone: it hands out what witnesses have signed before, this one among them.
  const cosigned = [note.text, '\n', ...linesOf(note, verifier), await signatureLine(note.text, signer, now)].join('');
  await memory.keep(cosigned);
  const looked = { size: examined.checkpoint.size, cosigned, word: cosigned };
  await memory.write('metrics.prom', metrics(looked, now));
  return looked;
}

const sizeOf = (seen: string | null) => Number(seen?.split('\n')[1] ?? 0);
