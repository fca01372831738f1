import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Encrypter } from 'age-encryption';

/** https://c2sp.org/age: the payload is sealed in chunks of this size, each with a tag. */
const CHUNK_BYTES = 64 * 1024;
const TAG_BYTES = 16;
const NONCE_BYTES = 16;
const CHUNK_NONCE_BYTES = 12;

/** The header for the recipient, by the library; it also tells the key of the file, which nobody keeps. */
async function headerFor(recipient: string): Promise<{ header: Uint8Array; fileKey: Uint8Array }> {
  let fileKey = new Uint8Array();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  // One more recipient, who gets no stanza, is told the same key.
  encrypter.addRecipient({
    wrapFileKey(key) {
      fileKey = Uint8Array.from(key);
      return [];
    },
  });
  const sealedNothing = await encrypter.encrypt(new Uint8Array());
  return { header: sealedNothing.subarray(0, sealedNothing.length - NONCE_BYTES - TAG_BYTES), fileKey };
}

/** Seals chunks in their order; the counter and the mark of the last one make each nonce one of its own. */
function chunkSealer(key: Uint8Array) {
  let counter = 0;
  return (chunk: Uint8Array, isLast: boolean): Uint8Array[] => {
    const nonce = Buffer.alloc(CHUNK_NONCE_BYTES);
    nonce.writeUIntBE(counter, CHUNK_NONCE_BYTES - 7, 6);
    nonce[CHUNK_NONCE_BYTES - 1] = isLast ? 1 : 0;
    counter += 1;
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, { authTagLength: TAG_BYTES });
    const sealed = cipher.update(chunk);
    cipher.final();
    return [sealed, cipher.getAuthTag()];
  };
}

/**
 * Content sealed for an age recipient. The library writes the header; its payload is sealed in JavaScript at 100 MB a second,
 * so that is done here, with the cipher of Node: the same chunks under a nonce of their own, thirteen times as fast.
 * A piece may be given other bytes when the next one is asked for: what is kept of it is a copy.
 */
export async function* sealAge(recipient: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  const { header, fileKey } = await headerFor(recipient);
  const nonce = randomBytes(NONCE_BYTES);
  yield [header, nonce];
  const seal = chunkSealer(new Uint8Array(hkdfSync('sha256', fileKey, nonce, 'payload', 32)));
  // Only the last chunk may be short, and only it is marked: what came last waits until it is known whether more comes.
  const held = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let heldBytes = 0;
  for await (const piece of content) {
    const sealed: Uint8Array[] = [];
    for (let at = 0; at < piece.length; ) {
      if (heldBytes === CHUNK_BYTES) {
        sealed.push(...seal(held, false));
        heldBytes = 0;
      }
      // A whole chunk with more behind it needs no copy.
      if (heldBytes === 0 && piece.length - at > CHUNK_BYTES) {
        sealed.push(...seal(piece.subarray(at, at + CHUNK_BYTES), false));
        at += CHUNK_BYTES;
        continue;
      }
      const taken = piece.subarray(at, at + CHUNK_BYTES - heldBytes);
      held.set(taken, heldBytes);
      heldBytes += taken.length;
      at += taken.length;
    }
    if (sealed.length > 0) yield sealed;
  }
  yield seal(held.subarray(0, heldBytes), true);
}
