import { X509Certificate } from 'node:crypto';
import { type Der, isWhole, readAll, readDer } from './der';

const [INTEGER, NULL, SEQUENCE, SET, CONTEXT_0, KEY_ID] = [0x02, 0x05, 0x30, 0x31, 0xa0, 0x80];

/** An answer that is no time-stamp, and why, in words. */
export class NoTimeStamp extends Error {}

const notBuiltSo = () => new NoTimeStamp('it is not built as a time-stamp is');

function inside(der: Der | undefined, tag: number): Der[] {
  const found = der?.tag === tag ? readAll(der.content) : undefined;
  if (!found) throw notBuiltSo();
  return found;
}

/** The parts of an answer that are only good byte for byte: written anew they might be others than those that were signed. */
export interface RawParts {
  readonly certificates: readonly X509Certificate[];
  /** The signed attributes as they are signed: as a set, not under their tag. */
  readonly signedAttributes: Uint8Array;
  /** How the signature names its certificate: the issuer’s name and the number, or an id of the key. */
  readonly signerName: Der;
}

const is = (der: Der | undefined, tag: number, ...content: number[]) => der?.tag === tag && Buffer.from(content).equals(der.content);
const sameBytes = (one: Der | undefined, other: Der | undefined) => one !== undefined && other !== undefined && Buffer.compare(one.bytes, other.bytes) === 0;
/** RSASSA-PSS, which is nothing without its parameters. */
const PSS = Buffer.from('06092a864886f70d01010a', 'hex');
/** Of a hash, and of a signature that says all with its name: nothing, or NULL. */
function isPlain(algorithm: Der | undefined): boolean {
  const [name, ...parameters] = inside(algorithm, SEQUENCE);
  return (name && PSS.equals(name.bytes)) || parameters.every((parameter) => is(parameter, NULL));
}

/**
 * Takes an answer apart (RFC 3161, section 2.4.2; RFC 5652, section 5). Strict: one signer, versions as the rules give them,
 * nothing that could be changed without being noticed but what a rule leaves open. @throws NoTimeStamp
 */
export function rawParts(answer: Uint8Array): RawParts {
  const whole = readDer(answer);
  if (whole?.bytes.length !== answer.length || !isWhole(whole)) throw new NoTimeStamp('it is cut off, or something follows it');
  const [, contentInfo] = inside(whole, SEQUENCE);
  const parts = inside(inside(inside(contentInfo, SEQUENCE)[1], CONTEXT_0)[0], SEQUENCE);
  const [[hash, ...otherHashes], [signer, ...otherSigners]] = [inside(parts[1], SET), inside(parts.at(-1), SET)];
  const [version, signerName, digest, attributes, algorithm] = inside(signer, SEQUENCE);
  if (!signerName || attributes?.tag !== CONTEXT_0 || otherSigners.length > 0) throw new NoTimeStamp('it has not one signature over attributes, as RFC 3161 wants it');
  const isOrderly = is(parts[0], INTEGER, 3) && is(version, INTEGER, signerName.tag === KEY_ID ? 3 : 1) && otherHashes.length === 0 && sameBytes(hash, digest) && isPlain(digest) && isPlain(algorithm);
  if (!isOrderly) throw notBuiltSo();
  const certificates = parts.filter(({ tag }) => tag === CONTEXT_0).flatMap((set) => inside(set, CONTEXT_0)).filter(({ tag }) => tag === SEQUENCE);
  return { signerName, signedAttributes: Uint8Array.from([SET, ...attributes.bytes.subarray(1)]), certificates: certificates.map(({ bytes }) => new X509Certificate(bytes)) };
}

/** Whether the signature names this certificate, where it does so by issuer and number. */
export function isNamed({ signerName }: RawParts, { raw }: X509Certificate): boolean {
  if (signerName.tag === KEY_ID) return true;
  // Version, number, algorithm, issuer.
  const [, serial, , issuer] = inside(inside(readDer(raw), SEQUENCE)[0], SEQUENCE);
  const [name, number, ...more] = inside(signerName, SEQUENCE);
  return more.length === 0 && sameBytes(name, issuer) && sameBytes(number, serial);
}
