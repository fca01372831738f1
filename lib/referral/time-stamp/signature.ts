import { type KeyObject, type X509Certificate, constants, createHash, verify } from 'node:crypto';
import type { SignerInfo } from '@peculiar/asn1-cms';
import { readAll, readDer } from './der';
import { NoTimeStamp, isNamed } from './raw';
import type { Token } from './token';

/** Algorithms by their numbers, and what Node calls them. Of the signature's own those without a hash take that of the digest. */
const DIGESTS: Record<string, string> = { '2.16.840.1.101.3.4.2.1': 'sha256', '2.16.840.1.101.3.4.2.2': 'sha384', '2.16.840.1.101.3.4.2.3': 'sha512' };
const SIGNATURES: Record<string, string | null> = {
  '1.2.840.113549.1.1.1': null, '1.2.840.113549.1.1.10': null,
  '1.2.840.113549.1.1.11': 'sha256', '1.2.840.113549.1.1.12': 'sha384', '1.2.840.113549.1.1.13': 'sha512',
  '1.2.840.10045.4.3.2': 'sha256', '1.2.840.10045.4.3.3': 'sha384', '1.2.840.10045.4.3.4': 'sha512',
};
const RSA_PSS = '1.2.840.113549.1.1.10';

const [CONTENT_TYPE, MESSAGE_DIGEST] = ['1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4'];
const [SIGNING_CERTIFICATE, SIGNING_CERTIFICATE_V2] = ['1.2.840.113549.1.9.16.2.12', '1.2.840.113549.1.9.16.2.47'];
/** `id-ct-TSTInfo` as DER: what the token says that it is must be under the signature as well. */
const TST_INFO = Buffer.from('060b2a864886f70d0109100104', 'hex');
const [OCTETS, SEQUENCE] = [0x04, 0x30];

/** The value of a signed attribute that has one, as DER. */
function attribute({ signedAttrs = [] }: SignerInfo, type: string): Uint8Array | undefined {
  const [found, ...more] = signedAttrs.filter(({ attrType }) => attrType === type);
  const [value, ...others] = found?.attrValues ?? [];
  return value === undefined || more.length > 0 || others.length > 0 ? undefined : new Uint8Array(value);
}

/** The first certificate's hash in an attribute that names certificates, and how it was made: RFC 2634, RFC 5035. */
function certificateHash(signer: SignerInfo): { readonly algorithm: string; readonly hash: Uint8Array } | undefined {
  const old = attribute(signer, SIGNING_CERTIFICATE);
  const named = attribute(signer, SIGNING_CERTIFICATE_V2) ?? old;
  // SEQUENCE of a SEQUENCE of the names, of which each is a SEQUENCE: perhaps an algorithm, then the hash.
  let fields = named && [readDer(named)];
  for (let depth = 0; depth < 3; depth += 1) fields = fields?.[0]?.tag === SEQUENCE ? readAll(fields[0].content) : undefined;
  const hash = fields?.find((field) => field?.tag === OCTETS)?.content;
  if (!hash) return undefined;
  const lengths: Record<number, string> = { 20: 'sha1', 32: 'sha256', 48: 'sha384', 64: 'sha512' };
  const algorithm = lengths[hash.length];
  return algorithm === undefined ? undefined : { algorithm, hash };
}

/** The certificate that the signature says it was made with: it cannot be exchanged for another one. */
function signerOf(token: Token): X509Certificate {
  const named = certificateHash(token.signer);
  const found = named && token.certificates.find(({ raw }) => createHash(named.algorithm).update(raw).digest().equals(named.hash));
  if (!found || !isNamed(token, found)) throw new NoTimeStamp('the certificate that it was signed with is not in it');
  return found;
}

function isBy(key: KeyObject, { signatureAlgorithm: { algorithm }, digestAlgorithm, signature }: SignerInfo, signed: Uint8Array): boolean {
  const digest = SIGNATURES[algorithm] ?? (algorithm in SIGNATURES ? DIGESTS[digestAlgorithm.algorithm] : undefined);
  if (digest === undefined) throw new NoTimeStamp(`it is signed in a way that is not known here (${algorithm})`);
  const padding = key.asymmetricKeyType === 'rsa' ? { padding: algorithm === RSA_PSS ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING } : {};
  return verify(digest, signed, { key, ...padding }, new Uint8Array(signature.buffer));
}

/**
 * Checks the token's signature and gives the certificate that made it: over the attributes, which name the token by its
 * hash, its kind, and the certificate by its hash. Whether anybody trusts the certificate is another question.
 * @throws NoTimeStamp
 */
export function checkSignature(token: Token): X509Certificate {
  const { signer, content, signedAttributes } = token;
  const digest = DIGESTS[signer.digestAlgorithm.algorithm];
  const stated = attribute(signer, MESSAGE_DIGEST);
  const hash = stated && readDer(stated);
  if (digest === undefined || hash?.tag !== OCTETS || !createHash(digest).update(content).digest().equals(hash.content)) throw new NoTimeStamp('what it signs is not what it shows');
  if (!TST_INFO.equals(attribute(signer, CONTENT_TYPE) ?? Uint8Array.of())) throw new NoTimeStamp('what it signs is no time');
  const certificate = signerOf(token);
  if (!isBy(certificate.publicKey, signer, signedAttributes)) throw new NoTimeStamp('its signature is not good');
  return certificate;
}
