import { type Bytes, HASH_BYTES, fromBase64, isSame, join, toHex, utf8 } from './bytes';

/** What a signed note says about the log (https://c2sp.org/tlog-checkpoint), and who signed it. */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Bytes;
  /** What was signed. */
  readonly text: string;
  readonly signatures: readonly { readonly name: string; readonly bytes: Bytes }[];
}

const TEXT = /^([^\n]+)\n(0|[1-9]\d*)\n([A-Za-z0-9+/]{43}=)\n$/;
const LINE = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/;

/** Undefined when the note is no checkpoint. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const end = note.lastIndexOf('\n\n');
  const text = note.slice(0, end + 1);
  const [, origin, size, encoded = ''] = TEXT.exec(text) ?? [];
  const root = fromBase64(encoded);
  if (end < 0 || !note.endsWith('\n') || origin === undefined || root?.length !== HASH_BYTES || !Number.isSafeInteger(Number(size))) return undefined;
  const signatures = note.slice(end + 2, -1).split('\n').flatMap((line) => {
    const [, name, signature = ''] = LINE.exec(line) ?? [];
    const bytes = fromBase64(signature);
    return name === undefined || !bytes ? [] : [{ name, bytes }];
  });
  return { origin, size: Number(size), root, text, signatures };
}

const KEY_ID_BYTES = 4;
const ED25519 = 0x01;
const KEY = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/;

/** `unchecked`: this browser does not know the algorithm, so that nothing is said either way. */
export type SignatureState = 'good' | 'bad' | 'unchecked';

/** Whether the log's key has signed the checkpoint; `verifierKey` reads name+id+key (https://c2sp.org/signed-note). */
export async function checkSignature({ text, signatures }: Checkpoint, verifierKey: string): Promise<SignatureState> {
  const [, name = '', id = '', encoded = ''] = KEY.exec(verifierKey.trim()) ?? [];
  const [algorithm, ...raw] = fromBase64(encoded) ?? [];
  if (algorithm !== ED25519 || raw.length !== 32) return 'bad';
  const keyId = new Uint8Array(await crypto.subtle.digest('SHA-256', join(utf8(`${name}\n`), Uint8Array.of(ED25519, ...raw)))).slice(0, KEY_ID_BYTES);
  if (toHex(keyId) !== id) return 'bad';
  let key: CryptoKey;
  try {
    key = await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'Ed25519', false, ['verify']);
  } catch {
    return 'unchecked';
  }
  for (const signature of signatures) {
    if (signature.name !== name || !isSame(signature.bytes.slice(0, KEY_ID_BYTES), keyId)) continue;
    if (await crypto.subtle.verify('Ed25519', key, signature.bytes.slice(KEY_ID_BYTES), utf8(text))) return 'good';
  }
  return 'bad';
}
