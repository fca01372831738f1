export type Bytes = Uint8Array<ArrayBuffer>;

export const HASH_BYTES = 32;
const encoder = new TextEncoder();

export const utf8 = (text: string): Bytes => encoder.encode(text);

/** Undefined when the text is no base64. */
export function fromBase64(text: string): Bytes | undefined {
  try {
    return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

export const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
export const toHex = (bytes: Uint8Array): string => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export function join(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const isSame = (one: Uint8Array, other: Uint8Array): boolean => one.length === other.length && one.every((byte, at) => byte === other[at]);

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const sha256 = async (bytes: Bytes): Promise<Bytes> => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** RFC 6962, section 2.1: the prefix keeps an entry from passing for a node. */
export const leafHash = (leaf: Uint8Array): Promise<Bytes> => sha256(join(LEAF, leaf));
export const nodeHash = (left: Uint8Array, right: Uint8Array): Promise<Bytes> => sha256(join(NODE, left, right));
