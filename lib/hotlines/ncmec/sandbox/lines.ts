import { appendFileSync, existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import path from 'node:path';

/** What a sandbox remembers, one JSON value a line. */
export interface Lines<T> {
  read(): T[];
  /** On disk before it returns, so that an answer given is never forgotten. */
  append(value: T): void;
}

/**
 * Lines of a file in a folder, which is made when it does not exist; nobody else on the machine can read it.
 * @throws Error when the file is damaged other than by a last line cut short.
 */
export function fileLines<T>(dir: string, name: string): Lines<T> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const file = path.join(dir, name);
  return {
    read() {
      if (!existsSync(file)) return [];
      const content = readFileSync(file, 'utf8');
      // A process killed while writing leaves half a line, about which nobody was ever answered.
      const whole = content.slice(0, content.lastIndexOf('\n') + 1);
      if (whole.length < content.length) truncateSync(file, Buffer.byteLength(whole));
      return whole.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as T]));
    },
    append: (value) => appendFileSync(file, `${JSON.stringify(value)}\n`, { mode: 0o600 }),
  };
}

/** Remembers nothing beyond the process. */
export function noLines<T>(): Lines<T> {
  return { read: () => [], append: () => undefined };
}
