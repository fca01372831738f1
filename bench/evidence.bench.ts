import { benchRenderings } from './evidence/renderings';
import { benchSeal } from './evidence/seal';
import type { Bench } from './measure';

const asked = process.argv.slice(3).filter((word) => !word.startsWith('--'));

const PARTS: Readonly<Record<string, Bench>> = {
  seal: benchSeal,
  renderings: benchRenderings,
};

/** What keeping evidence sealed and decoding it apart costs. Names of parts measure those alone: npm run bench -- evidence renderings */
const bench: Bench = async (context) => {
  for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await part(context);
};
export default bench;
