import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { system } from '../harness/system';

/** An id that nothing has. */
export const NO_SUCH_ID = '00000000-0000-7000-8000-000000000000';

export interface BuiltAction {
  /** What the browser calls it by. */
  readonly id: string;
  /** A page that it can be called on. */
  readonly path: string;
}

export interface Built {
  /** Everything that answers, as the matrix names it. */
  readonly names: ReadonlySet<string>;
  readonly actions: ReadonlyMap<string, BuiltAction>;
}

interface ServerReferences {
  readonly [runtime: string]: Readonly<Record<string, { readonly filename: string; readonly exportedName: string; readonly workers: object }>> | string;
}

async function manifest<T>(...path: string[]): Promise<T> {
  return JSON.parse(await readFile(join(system().buildDir, ...path), 'utf8')) as T;
}

/** A path that leads there, without the groups and with an id in each gap. */
export const pathOf = (pattern: string): string => pattern.replace(/\[\.{3}[^\]]+\]|\[[^\]]+\]/g, NO_SUCH_ID);

/** The methods of a route, as the running system says them. HEAD and OPTIONS come with every route. */
async function methodsOf(pattern: string): Promise<string[]> {
  const answer = await fetch(`${system().address}${pathOf(pattern)}`, { method: 'OPTIONS' });
  const allowed = answer.headers.get('allow');
  if (!allowed) throw new Error(`${pattern} does not say which methods it has: ${answer.status}`);
  return allowed.split(/,\s*/).filter((method) => method !== 'HEAD' && method !== 'OPTIONS');
}

/** Everything that the build answers with code of ours: pages, route handlers with their methods, server actions. */
export async function readBuilt(): Promise<Built> {
  const [routes, references, pagesRouter] = await Promise.all([
    manifest<Record<string, string>>('app-path-routes-manifest.json'),
    manifest<ServerReferences>('server', 'server-reference-manifest.json'),
    manifest<Record<string, string>>('server', 'pages-manifest.json'),
  ]);
  const names = new Set<string>();
  for (const [file, pattern] of Object.entries(routes)) {
    if (file.endsWith('/page')) names.add(`page ${pattern}`);
    else for (const method of await methodsOf(pattern)) names.add(`${method} ${pattern}`);
  }
  for (const [pattern, file] of Object.entries(pagesRouter)) if (!file.endsWith('.html')) names.add(`page ${pattern}`);
  const actions = new Map<string, BuiltAction>();
  for (const known of Object.values(references)) {
    if (typeof known === 'string') continue;
    for (const [id, { filename, exportedName, workers }] of Object.entries(known)) {
      const [worker = ''] = Object.keys(workers);
      const pattern = routes[worker.replace(/^app/, '')];
      if (pattern === undefined) throw new Error(`${filename} ${exportedName} belongs to no page: ${worker}`);
      const name = `action ${filename} ${exportedName}`;
      names.add(name);
      actions.set(name, { id, path: pathOf(pattern) });
    }
  }
  return { names, actions };
}
