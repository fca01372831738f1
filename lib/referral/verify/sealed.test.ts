import { writeFileSync } from 'node:fs';
import { Encrypter, armor as armorAge, generateIdentity, identityToRecipient } from 'age-encryption';
import { createMessage, encrypt, generateKey, readKey } from 'openpgp';
import { expect, test } from 'vitest';
import { NotRead } from './bag';
import { packages, verified } from './testing/verified';

const { next } = packages();

async function refusal(name: string, bytes: Uint8Array | string): Promise<string> {
  const path = `${next()}-${name}`;
  writeFileSync(path, bytes);
  const thrown: unknown = await verified(path).catch((error: unknown) => error);
  if (!(thrown instanceof NotRead)) throw new Error('it was read');
  return thrown.message;
}

test('a package that is still sealed with age is not read, and how to open it is said', async () => {
  const encrypter = new Encrypter();
  encrypter.addRecipient(await identityToRecipient(await generateIdentity()));
  const sealed = await encrypter.encrypt('PK harmless');
  for (const bytes of [sealed, armorAge.encode(sealed)]) expect(await refusal('R-2026-00007.zip.age', bytes)).toMatch(/age --decrypt -i KEY\.txt -o \S*R-2026-00007\.zip \S*R-2026-00007\.zip\.age/);
});

test('a package that is still sealed with OpenPGP is not read, and how to open it is said', async () => {
  const { publicKey } = await generateKey({ userIDs: [{ name: 'Example Police' }], format: 'armored' });
  const encryptionKeys = await readKey({ armoredKey: publicKey });
  for (const format of ['binary', 'armored'] as const) {
    // The library's types say what comes by a choice of overloads that is not made for a list of formats.
    const bytes = (await encrypt({ message: await createMessage({ text: 'PK harmless' }), encryptionKeys, format: format as 'armored' })) as string | Uint8Array;
    expect(await refusal('R-2026-00007.zip.gpg', bytes)).toMatch(/gpg --output \S*R-2026-00007\.zip --decrypt \S*R-2026-00007\.zip\.gpg/);
  }
});

test('what is no package is neither whole nor broken: nothing is there, another kind of file, an empty one', async () => {
  await expect(verified('/nowhere/R-2026-00007.zip')).rejects.toThrow(NotRead);
  for (const bytes of ['', 'a letter', Buffer.alloc(100)]) expect(await refusal('letter', bytes)).toContain('is neither a ZIP nor a sealed package');
});
