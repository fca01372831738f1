// npm run referral:verify -- FILE [--key FINGERPRINT | FILE] [--log-key KEY | FILE] [--tsa FILE] [--json]: says in words whether a package
// for an authority is whole and who signed it. Needs no desk, no database, no network and no configuration: an investigator
// runs it on a machine of their own. Exit codes: 0 whole, 1 not what was signed or not whole, 2 not read.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Finding, NotRead, type VerifyOptions, findingWords, givenAuthorities, givenKey, givenLogKey, isFault, levelOf, meaningOf, verifyPackage } from '@/lib/referral/verify';

const USAGE = `npm run referral:verify -- FILE [--key FINGERPRINT | FILE] [--log-key KEY | FILE] [--tsa FILE] [--json]
  FILE       the package, opened with your agency’s key: a ZIP, or the folder that it was unpacked into
  --key      the desk’s signing key, or its fingerprint, as you got it another way than with the package: by telephone, or from an earlier case
  --log-key  the key of the desk’s log, NAME+ID+KEY, likewise
  --tsa      certificates in PEM of time-stamping authorities that you trust
  --json     one JSON object a line in place of words; the last one says whole or not`;

const BAR = 30;
const EVERY_MS = 100;
const MB = 1_000_000;

/** Redraws one line on a terminal; says nothing in a file or a pipe. */
function progress(): (done: number, size: number) => void {
  let last = 0;
  return (done, size) => {
    const now = performance.now();
    if (!process.stderr.isTTY || (done < size && now - last < EVERY_MS)) return;
    last = now;
    const full = size === 0 ? BAR : Math.round((done / size) * BAR);
    process.stderr.write(`\r  ${'█'.repeat(full)}${'░'.repeat(BAR - full)} ${(done / MB).toFixed(1)} of ${(size / MB).toFixed(1)} MB read${done >= size ? '\n' : ''}`);
  };
}

function wrong(words: string): never {
  console.error(`${words}\n\n${USAGE}`);
  process.exit(2);
}

const textOf = (given: string) => (existsSync(given) ? readFileSync(given, 'utf8') : given);

function readArguments(): { path: string; isJson: boolean; options: VerifyOptions } {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { key: { type: 'string' }, 'log-key': { type: 'string' }, tsa: { type: 'string' }, json: { type: 'boolean', default: false } },
    });
    const [path, more] = positionals;
    if (path === undefined || more !== undefined) throw new Error('Say which package: one file or folder.');
    const isKey = values.key === undefined ? undefined : givenKey(textOf(values.key));
    const logKey = values['log-key'] === undefined ? undefined : givenLogKey(textOf(values['log-key']));
    const authorities = values.tsa === undefined ? undefined : givenAuthorities(readFileSync(values.tsa, 'utf8'));
    return { path, isJson: values.json, options: { isKey, logKey, authorities, onProgress: progress() } };
  } catch (error) {
    return wrong(error instanceof Error ? error.message : String(error));
  }
}

const tell = (isJson: boolean, found: Finding) =>
  console.log(isJson ? JSON.stringify({ level: levelOf(found), code: found.code, file: found.file, words: meaningOf(found) }) : findingWords(found));

/** @returns the exit code. */
async function run(): Promise<number> {
  const { path, isJson, options } = readArguments();
  let faults = 0;
  for await (const found of verifyPackage(path, options)) {
    if (isFault(found)) faults += 1;
    tell(isJson, found);
  }
  const words = faults === 0 ? `✓ ${path}: whole.` : `✗ ${path}: not whole, ${faults === 1 ? 'for one reason' : `for ${faults} reasons`}. Keep the file as it is, and ask for the package once more.`;
  console.log(isJson ? JSON.stringify({ isWhole: faults === 0, faults }) : words);
  return faults === 0 ? 0 : 1;
}

// A package that was not read is neither good nor bad, and must not look like either.
process.exitCode = await run().catch((error: unknown) => {
  const words = error instanceof Error ? error.message || error.name : String(error);
  console.error(error instanceof NotRead ? words : `The package was not read: ${words}`);
  return 2;
});
