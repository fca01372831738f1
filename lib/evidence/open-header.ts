import { type GetDecipher, NodeAlgorithmSuite, NodeDefaultCryptographicMaterialsManager, getDecryptionHelper } from '@aws-crypto/material-management-node';
import { ContentType, type HeaderInfo, deserializeFactory } from '@aws-crypto/serialize';
import type { Feed } from './feed';
import { FRAME_BYTES } from './frames';
import { type BytesBinding, SUITE, contextOf, keyringOf } from './seal-format';

/** One key has sealed it: the object's. */
const KEYS_MOST = 1;

const { deserializeMessageHeader } = deserializeFactory((bytes) => asBuffer(bytes).toString('utf8'), NodeAlgorithmSuite);

/** The same memory, as Node's ciphers take it. */
export const asBuffer = ({ buffer, byteOffset, byteLength }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, byteLength);

/** What a sealed file says of itself before its frames, authenticated, and the key that they open with. */
export interface OpenedHeader {
  readonly info: HeaderInfo;
  readonly decipherOf: GetDecipher;
  /** Forgets the key. */
  forget(): void;
}

function headerOf(bytes: Uint8Array): readonly [HeaderInfo, number] | false {
  // A copy: it is kept for as long as frames follow, and what it is read from is not.
  const info = deserializeMessageHeader(new Uint8Array(bytes), { maxEncryptedDataKeys: KEYS_MOST });
  return info && [info, info.headerLength + info.headerAuth.headerAuthLength];
}

/**
 * Opens the header of what was sealed: it has to be of the one form that is written here, for this object and rendering,
 * under a key that it commits to.
 * @throws what the library throws, or Error, when it is not; what the content throws.
 */
export async function openHeader(feed: Feed, key: Uint8Array, binding: BytesBinding): Promise<OpenedHeader> {
  const info = await feed.take(headerOf);
  const { messageHeader: header, rawHeader, headerAuth } = info;
  const { object, purpose } = contextOf(binding);
  // Another frame length is fine, if it is not larger: a forged one could promise frames of any size.
  const isOurs = header.suiteId === SUITE && 'suiteData' in header && header.contentType === ContentType.FRAMED_DATA && header.frameLength <= FRAME_BYTES;
  if (!isOurs || header.encryptionContext['object'] !== object || header.encryptionContext['purpose'] !== purpose) throw new Error('It is another header.');

  const { encryptionContext, encryptedDataKeys } = header;
  const manager = new NodeDefaultCryptographicMaterialsManager(keyringOf(key, binding));
  const material = await manager.decryptMaterials({ suite: new NodeAlgorithmSuite(SUITE), encryptionContext, encryptedDataKeys });
  const { getDecipherInfo, dispose } = getDecryptionHelper(material);
  // This is where the commitment is compared, before a key comes of it.
  const decipherOf = getDecipherInfo(header.messageId, header.suiteData);
  decipherOf(headerAuth.headerIv).setAAD(asBuffer(rawHeader)).setAuthTag(asBuffer(headerAuth.headerAuthTag)).final();
  return { info, decipherOf, forget: dispose };
}
