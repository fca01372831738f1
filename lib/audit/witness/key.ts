import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type NoteSigner, drawSigningKey, signerOf } from '../log/note-keys';

/** The witness's signer; its key is made the first time, in its own folder, where nobody but the witness can read it. */
export function witnessSigner(folder: string, name: string): NoteSigner {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, 'key.pem');
  if (!existsSync(file)) writeFileSync(file, drawSigningKey(), { mode: 0o600, flag: 'wx' });
  return signerOf(name, readFileSync(file, 'utf8'), 'cosignature');
}
