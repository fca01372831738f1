import { PrismaPg } from '@prisma/adapter-pg';
import { config } from '@/lib/kernel';
import { PrismaClient } from './generated/client';

/** A statement that begins with `/* kept as NAME *\/` is parsed and planned once a connection: for those that are long and run in every transaction. */
const KEPT = /^\/\* kept as (\w+) \*\//;

/** A client on the given address; the process's own is `db()`. */
export function connect(url: string, poolSize = 10): PrismaClient {
  return new PrismaClient({ adapter: new PrismaPg({ connectionString: url, max: poolSize }, { statementNameGenerator: ({ sql }) => KEPT.exec(sql)?.[1] ?? '' }) });
}

// Next evaluates modules once per bundle; one pool a process keeps the connection count what we say it is.
const globals = globalThis as typeof globalThis & { watchkeeperDb?: PrismaClient };

/** The process's client, connected as the application's own role. */
export function db(): PrismaClient {
  globals.watchkeeperDb ??= connect(config().DATABASE_URL);
  return globals.watchkeeperDb;
}
