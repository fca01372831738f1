import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NoteSigner, signerOf } from '@/lib/audit';
import { system } from './system';

const secret = (name: string) => readFileSync(join(system().dataDir, 'secrets', name), 'utf8').trim();

/** The system's witness, as the launcher let it in: its API key, its verifier key, and the log's. */
export function enrolled(): { readonly apiKey: string; readonly verifierKey: string; readonly logKey: string } {
  return JSON.parse(secret('witness')) as { apiKey: string; verifierKey: string; logKey: string };
}

/** Who signs the log of the system under test: what somebody has who stole its key. */
export const thief = (): NoteSigner => signerOf(secret('audit-log-name'), secret('audit.key'));

/** Asks for a part of the log, as a program does. */
export async function askLog(path: string, apiKey = enrolled().apiKey): Promise<Response> {
  return fetch(`${system().address}/api/audit/${path}`, { headers: { Authorization: `Bearer ${apiKey}` } });
}

/** The newest checkpoint of the running system, and its size. */
export async function checkpoint(): Promise<{ readonly note: string; readonly size: number }> {
  const note = await (await askLog('checkpoint')).text();
  return { note, size: Number(note.split('\n')[1]) };
}

export interface Ended {
  readonly code: number | null;
  readonly said: string;
}

/** Runs one of the desk's programs to its end, with nothing of this process's environment but where programs are. */
export async function runProgram(program: string, args: readonly string[], env: Readonly<Record<string, string>>): Promise<Ended> {
  const { PATH, HOME } = process.env;
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', program, ...args], {
    env: { PATH, HOME, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, said };
}
