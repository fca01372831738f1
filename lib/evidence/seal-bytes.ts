import { buildDecrypt } from '@aws-crypto/decrypt-node';
import { buildEncrypt } from '@aws-crypto/encrypt-node';
import { RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/raw-aes-keyring-node';
import { AlgorithmSuiteIdentifier, CommitmentPolicy } from '@aws-crypto/material-management-node';
import { BrokenSeal } from './broken-seal';
import type { Rendering } from './schema';

// Key commitment is required both ways: without it one ciphertext can be made to open under two keys to two contents.
const { encrypt } = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
const { decrypt } = buildDecrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);

/** Authenticated without a signature: whoever can write evidence holds the key, so a signature would prove nothing more. */
const suiteId = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

export interface BytesBinding {
  readonly objectId: string;
  readonly rendering: Rendering;
}

function keyring(key: Uint8Array, objectId: string): RawAesKeyringNode {
  return new RawAesKeyringNode({
    keyNamespace: 'watchkeeper',
    keyName: objectId,
    // The library demands a buffer that shares its memory with nothing else.
    unencryptedMasterKey: Uint8Array.from(key),
    wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
  });
}

const contextOf = ({ objectId, rendering }: BytesBinding) => ({ object: objectId, purpose: rendering });

/** Seals a file or a rendering of it under the object's key, bound to the object and the rendering. */
export async function sealBytes(key: Uint8Array, binding: BytesBinding, bytes: Uint8Array): Promise<Uint8Array> {
  const { result } = await encrypt(keyring(key, binding.objectId), bytes, { suiteId, encryptionContext: contextOf(binding), plaintextLength: bytes.length });
  return result;
}

/**
 * Opens what `sealBytes` made; nothing is returned before all of it has been authenticated.
 * @throws BrokenSeal when the key, the object, the rendering or a bit of the sealed bytes is another one.
 */
export async function openBytes(key: Uint8Array, binding: BytesBinding, sealed: Uint8Array): Promise<Uint8Array> {
  const opened = await decrypt(keyring(key, binding.objectId), Buffer.from(sealed)).catch(() => {
    throw new BrokenSeal(binding.rendering);
  });
  const { object, purpose } = opened.messageHeader.encryptionContext;
  if (object !== binding.objectId || purpose !== binding.rendering) throw new BrokenSeal(binding.rendering);
  return opened.plaintext;
}
