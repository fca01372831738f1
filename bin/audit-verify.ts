// npm run audit:verify -- [URL | FOLDER | --database] [--key VERIFIER_KEY] [--remembered FILE …] [--detached MONTH …]:
// rebuilds the audit log from its entries and says in words whether it is whole. Needs nothing of the desk but the log;
// with --database it also compares what the pages show with what is proven. Exit codes: 0 whole, 1 not what was signed,
// 2 not read.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type LogSource, databaseSource, findingWords, folderSource, httpSource, parseVerifierKey, verifyLog } from '@/lib/audit';

const USAGE = `npm run audit:verify -- [URL | FOLDER | --database] --key VERIFIER_KEY [--remembered FILE …]
  URL            a desk's log over HTTP, such as https://desk.example.com/api/audit; AUDIT_API_KEY holds a key with the scope audit.read
  FOLDER         a log that was exported
  --database     the database that DATABASE_URL names
  --key          what the log's checkpoints are checked with: NAME+ID+KEY, from somebody you trust, not from the log itself
  --remembered   a checkpoint that a witness or an earlier export kept; may be given several times
  --detached     a month that was taken out of the database on purpose, such as 2026-01; may be given several times`;

const BAR = 30;
const EVERY_MS = 100;

/** Redraws one line on a terminal; says nothing in a file or a pipe. */
function progress(): (done: number, size: number) => void {
  let last = 0;
  return (done, size) => {
    const now = performance.now();
    if (!process.stderr.isTTY || (done < size && now - last < EVERY_MS)) return;
    last = now;
    const full = Math.round((done / size) * BAR);
    process.stderr.write(`\r  ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${done.toLocaleString('en')} of ${size.toLocaleString('en')} entries${done >= size ? '\n' : ''}`);
  };
}

function wrong(words: string): never {
  console.error(`${words}\n\n${USAGE}`);
  process.exit(2);
}

function sourceOf(place: string | undefined, isDatabase: boolean | undefined): Promise<LogSource> | LogSource {
  if (isDatabase) return databaseSource(process.env['DATABASE_URL'] ?? wrong('DATABASE_URL names no database.'));
  if (!place) return wrong('Say which log: an address, a folder, or --database.');
  return /^https?:\/\//.test(place) ? httpSource(place, process.env['AUDIT_API_KEY']) : folderSource(place);
}

function readArguments() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { database: { type: 'boolean' }, key: { type: 'string' }, remembered: { type: 'string', multiple: true }, detached: { type: 'string', multiple: true } },
  });
  const key = values.key ?? process.env['AUDIT_VERIFIER_KEY'] ?? wrong('The log’s verifier key is missing: --key.');
  const remembered = (values.remembered ?? []).map((file) => ({ by: file, note: readFileSync(file, 'utf8') }));
  return { place: positionals[0], isDatabase: values.database, verifier: parseVerifierKey(key), remembered, detached: values.detached };
}

/** @returns the exit code. */
async function run(): Promise<number> {
  const { place, isDatabase, verifier, remembered, detached } = readArguments();
  const source = await sourceOf(place, isDatabase);
  const result = await verifyLog({ source, verifier, remembered, detached, onProgress: progress() }).finally(() => source.close());
  for (const finding of result.findings) console.log(`✗ ${findingWords(finding)}`);
  if (result.elsewhere > 0) console.log(`  The events of ${result.elsewhere} entries lie elsewhere: their hashes are proven, their words were not read.`);
  if (result.unsigned > 0) console.log(`  ${result.unsigned} newer events have no checkpoint over them yet: nothing is said about those. On a desk that runs they are few, and others each time.`);
  console.log(
    result.isGood
      ? `✓ ${source.name}: ${result.size} entries are the ones that were written, in their order; ${result.checkpoints} signed checkpoints agree.`
      : `✗ ${source.name}: this log does not hold what it was signed for. Keep a copy as it is, and the witness's memory with it.`,
  );
  return result.isGood ? 0 : 1;
}

// A log that was not read is neither good nor bad, and must not look like either.
process.exitCode = await run().catch((error: unknown) => {
  console.error(`The log was not read: ${error instanceof Error ? error.message || error.name : String(error)}`);
  return 2;
});
