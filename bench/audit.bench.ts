import { benchLag } from './audit/lag';
import { benchLog } from './audit/log';
import { benchPage } from './audit/page';
import { benchTransaction } from './audit/transaction';
import type { Bench } from './measure';

const [isFull, asked] = [process.argv.includes('--full'), process.argv.slice(3).filter((word) => !word.startsWith('--'))];

/** In this order: the page's rows stand outside of the tree that the others build. */
const PARTS: Readonly<Record<string, Bench>> = {
  transaction: benchTransaction,
  log: (context) => benchLog(context, isFull ? 1_000_000 : 100_000),
  lag: benchLag,
  page: (context) => benchPage(context, isFull ? 5_000_000 : 500_000),
};

/**
 * What the audit trail costs, and how fast it is. Some minutes on two cores; with `--full` the sizes that are promised,
 * which take a good deal longer. Names of parts measure those alone: npm run bench -- audit log page --full
 */
const bench: Bench = async (context) => {
  for (const [name, part] of Object.entries(PARTS)) if (asked.length === 0 || asked.includes(name)) await part(context);
};
export default bench;
