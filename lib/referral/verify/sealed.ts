/** What a package is sealed with, told by its first bytes. */
export type Seal = 'age' | 'openpgp';

/** Packets that an OpenPGP message for somebody begins with: an encrypted session key, or the encrypted data itself. */
const OPENING_PACKETS = new Set([1, 3, 9, 18, 20]);

/** The tag of a packet's header: RFC 9580, section 4.2. Undefined when the byte is none. */
function packetTag(byte: number): number | undefined {
  if ((byte & 0x80) === 0) return undefined;
  return byte & 0x40 ? byte & 0x3f : (byte & 0x3c) >> 2;
}

/** Undefined when the bytes begin neither an age file nor an OpenPGP message. */
export function sealOf(beginning: Uint8Array): Seal | undefined {
  const text = Buffer.from(beginning).toString('latin1');
  if (text.startsWith('age-encryption.org/') || text.startsWith('-----BEGIN AGE ENCRYPTED FILE-----')) return 'age';
  if (text.startsWith('-----BEGIN PGP MESSAGE-----')) return 'openpgp';
  return OPENING_PACKETS.has(packetTag(beginning[0] ?? 0) ?? -1) ? 'openpgp' : undefined;
}

/** What to do with it, as somebody types it. */
export function openingWords(seal: Seal, file: string): string {
  const opened = file.replace(/\.(age|gpg|pgp|asc)$/, '');
  const target = opened === file ? `${file}.zip` : opened;
  return seal === 'age'
    ? `This package is still sealed (age). Open it with your agency’s key first:\n\n  age --decrypt -i KEY.txt -o ${target} ${file}\n\nand verify ${target}.`
    : `This package is still sealed (OpenPGP). Open it with your agency’s key first:\n\n  gpg --output ${target} --decrypt ${file}\n\nand verify ${target}.`;
}
