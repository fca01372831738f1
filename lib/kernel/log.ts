import { pino } from 'pino';

/**
 * The process log, JSON lines on standard error's descriptor. Content, names, credentials and request bodies are
 * never passed to it; ids and codes are.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie'],
}, pino.destination(2));

/**
 * What may be logged of an unexpected error: its name, its code and where it came from. Not its message, since those of
 * database clients quote the values they were given.
 */
export function traceOf(error: unknown): { name: string; code?: string | undefined; at: string[] } {
  if (!(error instanceof Error)) return { name: typeof error, at: [] };
  const { code } = error as { code?: unknown };
  const at = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).slice(0, 12).map((line) => line.trim());
  return { name: error.name, code: typeof code === 'string' ? code : undefined, at };
}
