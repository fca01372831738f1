import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

export const LOOPBACK = '127.0.0.1';

/** Where people go: passkeys belong to a name, and an address in digits is none. */
export const deskAddress = (port: number): string => `http://localhost:${port}`;

function tryPort(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: LOOPBACK, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}

/** Whether nothing listens on the port of the loopback address. */
export async function isFree(port: number): Promise<boolean> {
  return (await tryPort(port)) !== undefined;
}

/** A port that was free a moment ago: the preferred one when it is. */
export async function freePort(preferred = 0): Promise<number> {
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('The system gave no free port.');
  return port;
}

/** A free port, the same as at the last start of this data folder whenever possible, so that bookmarks keep working. */
export async function keptPort(dataDir: string, name: string): Promise<number> {
  const file = join(dataDir, `${name}.port`);
  const last = Number.parseInt(await readFile(file, 'utf8').catch(() => ''), 10);
  const port = await freePort(Number.isInteger(last) ? last : undefined);
  if (port !== last) await writeFile(file, `${port}\n`);
  return port;
}
