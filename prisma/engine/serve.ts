import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type Datamodel, type SchemaEngine, loadEngine } from './load-engine';

/** JSON-RPC's code for an error that the engine knows and the CLI shows. */
const KNOWN_ERROR = 4466;
/** The id of our own requests to the CLI; its answers carry no method and are skipped. */
const PRINT_ID = Number.MAX_SAFE_INTEGER;

interface Call {
  id: number;
  method?: string;
  params?: unknown;
}

/** The native engine's names that differ in the WebAssembly build. */
const RENAMED: Readonly<Record<string, string>> = { getDatabaseVersion: 'version' };

function send(message: object): void {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

async function answer({ engine }: SchemaEngine, { id, method = '', params }: Call): Promise<void> {
  try {
    const methods = engine as unknown as Record<string, ((params: unknown) => Promise<unknown>) | undefined>;
    const name = RENAMED[method] ?? method;
    if (!methods[name]) throw new Error(`The schema engine has no method ${method}.`);
    const result = (await methods[name](params)) ?? null;
    // The native engine prints a diff by asking the CLI to; this build returns the text instead.
    if (method === 'diff' && hasStdout(result)) send({ id: PRINT_ID, method: 'print', params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    const { message, code } = error as Error & { code?: string };
    send({ id, error: { code: KNOWN_ERROR, message, data: { is_panic: false, message, error_code: code } } });
  }
}

function hasStdout(result: unknown): result is { stdout: string } {
  return typeof result === 'object' && result !== null && 'stdout' in result && typeof result.stdout === 'string' && result.stdout !== '';
}

/** The CLI's question before it migrates; a refusal goes to standard error in the engine's log format. */
async function canConnect(url: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    await client.end();
    return 0;
  } catch (error) {
    const fields = { message: (error as Error).message, error_code: 'P1001' };
    process.stderr.write(`${JSON.stringify({ level: 'ERROR', fields, target: 'schema_engine::logger' })}\n`);
    return 1;
  }
}

/**
 * Speaks the protocol of Prisma's native schema engine: arguments as the CLI gives them, then one JSON-RPC message a
 * line on standard input and output.
 * @returns the exit code.
 */
export async function serve(argv: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    strict: false,
    options: { datamodels: { type: 'string', multiple: true }, datasource: { type: 'string' }, version: { type: 'boolean' } },
  });
  if (values.version) {
    process.stdout.write('schema-engine-cli webassembly\n');
    return 0;
  }
  const datasource = JSON.parse(typeof values.datasource === 'string' ? values.datasource : '{}') as { url?: string };
  const url = datasource.url ?? process.env.DATABASE_URL ?? '';
  if (positionals.includes('can-connect-to-database')) return canConnect(url);

  const files = (values.datamodels ?? []).filter((file) => typeof file === 'string');
  const datamodels = await Promise.all(files.map(async (file): Promise<Datamodel> => [file, await readFile(file, 'utf8')]));
  const engine = await loadEngine(url, datamodels, (line) => process.stderr.write(`${line}\n`));
  for await (const line of createInterface({ input: process.stdin })) {
    if (line.trim() === '') continue;
    const call = JSON.parse(line) as Call;
    if (call.method) await answer(engine, call);
  }
  return 0;
}
