import { createHmac } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { config, log, traceOf } from '@/lib/kernel';

export const KEY_BYTES = 32;

/** A key-encryption key. */
export interface Kek {
  readonly bytes: Uint8Array;
  /** A name that says nothing about it, to tell which key wrapped a row after a rotation. */
  readonly id: string;
}

/** Key-encryption keys: the first wraps, all unwrap. Never empty. */
export type Keyring = readonly [Kek, ...Kek[]];

/**
 * Where the key-encryption keys come from. It answers from memory, at once and in any transaction: keys are wrapped and
 * unwrapped locally, a network that is slow or away stops no work, and no decryption shows in somebody else's log as
 * often as people look.
 *
 * A KMS fits by keeping the key-encryption keys encrypted under its own: a source for it asks the KMS to decrypt them once
 * when the process starts (`useKeySource(await …)` before anything else), keeps them in memory, and asks again in the
 * background from time to time, so that `keys()` follows a rotation. What is wrapped in the database stays the same.
 */
export interface KeySource {
  keys(): Keyring;
}

export function kekOf(bytes: Uint8Array): Kek {
  return { bytes, id: createHmac('sha256', bytes).update('watchkeeper key id').digest('hex').slice(0, 16) };
}

/**
 * Reads keys as their file holds them: 32 bytes in base64 a line.
 * @throws Error that never repeats a line.
 */
export function parseKeys(text: string, file: string): Keyring {
  const lines = text.split('\n').map((line) => line.trim()).filter(Boolean);
  const [first, ...rest] = lines.map((line, at) => {
    const bytes = Uint8Array.from(Buffer.from(line, 'base64'));
    if (bytes.length !== KEY_BYTES) throw new Error(`EVIDENCE_KEY_FILE (${file}) must hold ${KEY_BYTES} bytes in base64 a line; key ${at + 1} has ${bytes.length}.`);
    return kekOf(bytes);
  });
  if (!first) throw new Error(`EVIDENCE_KEY_FILE (${file}) holds no key.`);
  return [first, ...rest];
}

/**
 * Keys of a file, which is read again whenever it has changed: running processes follow a rotation with the next key they
 * wrap. One look at the file's facts a call is all it costs. A change that cannot be read leaves the keys as they were, and
 * is logged; at the start it is an error.
 */
export function keyFile(path: string): KeySource {
  let known: { readonly facts: string; readonly keys: Keyring } | undefined;
  const factsOf = () => {
    const { ino, size, mtimeNs } = statSync(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs}`;
  };
  return {
    keys() {
      try {
        const facts = factsOf();
        if (known?.facts !== facts) known = { facts, keys: parseKeys(readFileSync(path, 'utf8'), path) };
      } catch (error) {
        if (!known) throw error;
        log.error({ error: traceOf(error) }, 'EVIDENCE_KEY_FILE cannot be read any more; its keys stay as they were');
      }
      return known.keys;
    },
  };
}

let source: KeySource | undefined;

/** Takes the keys from elsewhere than EVIDENCE_KEY_FILE; called when a process starts, before any key is needed. */
export function useKeySource(other: KeySource): void {
  source = other;
}

export function keyring(): Keyring {
  source ??= keyFile(config().EVIDENCE_KEY_FILE);
  return source.keys();
}
