import type { Clock } from '@/lib/kernel';
import { parseNote, signatureLine } from '../log/note';
import type { NoteSigner, NoteVerifier } from '../log/note-keys';
import type { LogSource } from '../verify/source';
import { type Alarm, WITNESS_ALARMS } from '../schema';
import { type Examined, examine } from './examine';
import type { Memory } from './memory';

interface Witness {
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
}

/** Prometheus' text format, for a collector that reads files. */
function metrics({ size, alarm }: Looked, at: Date): string {
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
  if (shown === null && seen === null) return { size: 0 };
  const readTile = async (name: Parameters<LogSource['tile']>[0]) => {
    const tile = await source.tile(name);
    if (!tile) throw new Error(`The log shows no tile ${name.level}/${name.n}.`);
    return tile;
  };
  const examined: Examined = shown === null ? { alarm: 'shortened' } : await examine({ shown, seen, verifier, readTile });
  if (examined.alarm) {
    const looked = { size: sizeOf(seen), alarm: examined.alarm };
    const text = `${WITNESS_ALARMS[examined.alarm]}\n\n--- seen before\n${seen ?? ''}\n--- shown at ${now.toISOString()}\n${shown ?? ''}`;
    await memory.keepAlarm(shown ?? '', text);
    await memory.write('metrics.prom', metrics(looked, now));
    return looked;
  }
  const signed = shown ?? '';
  const text = parseNote(signed)?.text ?? '';
  const cosigned = signed + (await signatureLine(text, signer, now));
  await memory.keep(cosigned);
  const looked = { size: examined.checkpoint.size, cosigned };
  await memory.write('metrics.prom', metrics(looked, now));
  return looked;
}

const sizeOf = (seen: string | null) => Number(seen?.split('\n')[1] ?? 0);
