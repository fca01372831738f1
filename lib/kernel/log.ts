import { pino } from 'pino';

/**
 * The process log, JSON lines on standard error's descriptor. Content, names, credentials and request bodies are
 * never passed to it; ids and codes are.
 */
export const log = pino({
  level: process.env.LOG_LEVEL ?? 'info',
  redact: ['password', '*.password', 'authorization', '*.authorization', 'cookie', '*.cookie'],
}, pino.destination(2));
