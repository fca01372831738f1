import { KEY_ID_BYTES, type NoteSigner, type NoteVerifier } from './note-keys';

const SIGNATURE_BYTES = 64;
const TIME_BYTES = 8;

interface SignatureLine {
  readonly name: string;
  readonly keyId: Uint8Array;
  /** What follows the key's id. */
  readonly signature: Uint8Array;
}

/** A text and who signed it: https://c2sp.org/signed-note. The text ends with a newline. */
export interface Note {
  readonly text: string;
  readonly lines: readonly SignatureLine[];
}

const encoder = new TextEncoder();

/** What a witness signs: when, and the note's text (https://c2sp.org/tlog-cosignature). */
const cosigned = (text: string, seconds: bigint) => encoder.encode(`cosignature/v1\ntime ${seconds}\n${text}`);

function eightBytes(seconds: bigint): Uint8Array {
  const bytes = new Uint8Array(TIME_BYTES);
  new DataView(bytes.buffer).setBigUint64(0, seconds);
  return bytes;
}

/** A line under the text. A witness's also says when, in seconds. */
export async function signatureLine(text: string, signer: NoteSigner, at?: Date): Promise<string> {
  const parts: Uint8Array[] = [signer.keyId];
  if (signer.algorithm === 'cosignature') {
    if (!at) throw new Error('a witness says when it signs');
    const seconds = BigInt(Math.floor(at.getTime() / 1000));
    parts.push(eightBytes(seconds), await signer.sign(cosigned(text, seconds)));
  } else {
    parts.push(await signer.sign(encoder.encode(text)));
  }
  return `— ${signer.name} ${Buffer.concat(parts).toString('base64')}\n`;
}

export async function signNote(text: string, signer: NoteSigner, at?: Date): Promise<string> {
  if (!text.endsWith('\n')) throw new Error('a note ends with a newline');
  return `${text}\n${await signatureLine(text, signer, at)}`;
}

const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** The parts of a signed note, nothing checked yet. Undefined when it is none. */
export function parseNote(signed: string): Note | undefined {
  const end = signed.lastIndexOf('\n\n');
  if (end < 0 || !signed.endsWith('\n')) return undefined;
  const lines: SignatureLine[] = [];
  for (const line of signed.slice(end + 2, -1).split('\n')) {
    const [, name = '', encoded = ''] = LINE.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (name === '' || name.includes('+') || bytes.length <= KEY_ID_BYTES) return undefined;
    lines.push({ name, keyId: bytes.subarray(0, KEY_ID_BYTES), signature: bytes.subarray(KEY_ID_BYTES) });
  }
  return { text: signed.slice(0, end + 1), lines };
}

function isBy(verifier: NoteVerifier, text: string, { signature }: SignatureLine): boolean {
  if (verifier.algorithm === 'ed25519') return signature.length === SIGNATURE_BYTES && verifier.verify(encoder.encode(text), signature);
  if (signature.length !== TIME_BYTES + SIGNATURE_BYTES) return false;
  const seconds = new DataView(signature.buffer, signature.byteOffset, TIME_BYTES).getBigUint64(0);
  return verifier.verify(cosigned(text, seconds), signature.subarray(TIME_BYTES));
}

const isOf = (line: SignatureLine, { name, keyId }: NoteVerifier) => line.name === name && Buffer.compare(line.keyId, keyId) === 0;

/** When a witness signed the note, to the second, or undefined when its signature is not on it or not good. */
export function cosignedAt({ text, lines }: Note, verifier: NoteVerifier): Date | undefined {
  if (verifier.algorithm !== 'cosignature') return undefined;
  const line = lines.find((each) => isOf(each, verifier) && isBy(verifier, text, each));
  const seconds = line && new DataView(line.signature.buffer, line.signature.byteOffset, TIME_BYTES).getBigUint64(0);
  return seconds === undefined ? undefined : new Date(Number(seconds) * 1000);
}

/** The lines under the note that are this verifier's, and good, each as it stands there. */
export function linesOf({ text, lines }: Note, verifier: NoteVerifier): string[] {
  return lines
    .filter((line) => isOf(line, verifier) && isBy(verifier, text, line))
    .map(({ name, keyId, signature }) => `— ${name} ${Buffer.concat([keyId, signature]).toString('base64')}\n`);
}

/** Whether this verifier's signature is on the note, and good. Lines of keys that nobody asked about do not matter. */
export function isSignedBy({ text, lines }: Note, verifier: NoteVerifier): boolean {
  return lines.some((line) => isOf(line, verifier) && isBy(verifier, text, line));
}
