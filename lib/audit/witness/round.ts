import { type Looked, type Witness, look } from './look';

const UNTOLD = 'untold';

interface Round extends Witness {
  /** Brings a word to the desk. False when it has to be brought again: it was not reached, or would not hear now. */
  readonly tell: (word: string) => Promise<boolean>;
}

/**
 * One look, and what it found told to the desk. An alarm that the desk did not hear is kept until it does, and nothing
 * newer is told before it: a log that shows itself whole again while the desk is away has been found out all the same.
 */
export async function round({ tell, ...witness }: Round): Promise<Looked> {
  const { memory } = witness;
  const untold = await memory.read(UNTOLD);
  const isBehind = untold !== null && !(await tell(untold));
  if (untold !== null && !isBehind) await memory.forget(UNTOLD);
  const looked = await look(witness);
  if (isBehind) return looked;
  if (looked.alarm) await memory.write(UNTOLD, looked.word);
  if ((await tell(looked.word)) && looked.alarm) await memory.forget(UNTOLD);
  return looked;
}
