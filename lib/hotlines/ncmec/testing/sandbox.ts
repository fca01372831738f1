import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { manualClock, randomIds } from '@/lib/kernel';
import { ncmecHotline } from '../client';
import { type InspectedReport, type Load, type SandboxOptions, type SeenCall, startSandbox } from '../sandbox';

const credentials = { username: 'desk', password: 'correct horse' };

/** A sandbox on a free port with a folder of its own, and a client that speaks to it over loopback. */
export async function openSandbox() {
  const dir = await mkdtemp(path.join(tmpdir(), 'sandbox-hotline-'));
  const clock = manualClock(new Date('2026-11-23T09:00:00Z'));
  const options: SandboxOptions = { port: 0, dir, ...credentials, clock, ids: randomIds };
  let sandbox = await startSandbox(options);
  const origin = () => `http://127.0.0.1:${sandbox.port}`;
  const baseUrl = `${origin()}/ispws`;
  const control = (method: string, body?: unknown) =>
    fetch(`${origin()}/_sandbox/faults`, {
      method,
      headers: { 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const look = async (what: string): Promise<unknown> => (await fetch(`${origin()}/_sandbox/${what}`)).json();

  return {
    dir,
    clock,
    /** For a process that speaks to the sandbox by itself. */
    environment: () => ({ NCMEC_BASE_URL: `${origin()}/ispws`, NCMEC_USERNAME: credentials.username, NCMEC_PASSWORD: credentials.password }),
    get origin() {
      return origin();
    },
    hotline: ncmecHotline({ baseUrl, ...credentials, clock }),
    stranger: ncmecHotline({ baseUrl, ...credentials, password: 'wrong battery', clock }),
    /** A request to the protocol with the right credentials and anything else as given. */
    send: (call: string, init: RequestInit = {}) =>
      fetch(`${origin()}/ispws/${call}`, {
        method: 'POST',
        ...init,
        headers: { authorization: `Basic ${btoa(`${credentials.username}:${credentials.password}`)}`, ...init.headers },
      }),
    reports: async () => ((await look('reports')) as { reports: InspectedReport[] }).reports,
    /** Every call so far, oldest first. */
    calls: async () => ((await look('calls')) as { calls: SeenCall[] }).calls,
    load: async () => (await look('load')) as Load,
    addFault: (fault: object) => control('POST', fault),
    clearFaults: () => control('DELETE'),
    hanging: async () => ((await look('faults')) as { hanging: string[] }).hanging,
    /** On another port, so that no request goes out on a connection to the one that ended. */
    async restart() {
      await sandbox.close();
      sandbox = await startSandbox(options);
    },
    stop: () => sandbox.close(),
    async [Symbol.asyncDispose]() {
      await sandbox.close().catch(() => undefined);
      await rm(dir, { recursive: true, force: true });
    },
  };
}

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;
