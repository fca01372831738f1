import type { X509Certificate } from 'node:crypto';
import { TSTInfoVersion } from '@peculiar/asn1-tsp';
import { SHA256 } from './request';
import { NoTimeStamp } from './raw';
import { checkSignature } from './signature';
import { type Token, readToken } from './token';

const TIME_STAMPING = '1.3.6.1.5.5.7.3.8';

export interface TimeStampFacts {
  readonly isGood: true;
  /** When the authority saw the hash, by its own clock. */
  readonly at: Date;
  /** Who says so, as its certificate names it. */
  readonly authority: string;
  /** Its number for this time-stamp, in hex. */
  readonly serial: string;
  /** The certificate that signed, and the others that came along with it. */
  readonly certificate: X509Certificate;
  readonly others: readonly X509Certificate[];
}

export type TimeStampCheck = TimeStampFacts | { readonly isGood: false; /** In words: `its signature is not good`. */ readonly why: string };

const hexOf = (bytes: ArrayBuffer | Uint8Array) => Buffer.from(bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)).toString('hex');
/** A certificate's times are in UTC, and say so. */
const covers = ({ validFrom, validTo }: X509Certificate, at: Date) => new Date(validFrom) <= at && at <= new Date(validTo);

function checkInfo({ info }: Token, { sha256, nonce }: Stamped): void {
  const { hashAlgorithm, hashedMessage } = info.messageImprint;
  if (info.version !== TSTInfoVersion.v1) throw new NoTimeStamp('it is of another version than RFC 3161 knows');
  if (hashAlgorithm.algorithm !== SHA256 || hexOf(hashedMessage.buffer) !== hexOf(sha256)) throw new NoTimeStamp('it is over something else');
  if (nonce && (!info.nonce || hexOf(info.nonce) !== hexOf(nonce))) throw new NoTimeStamp('it answers another request');
}

function checkCertificate(certificate: X509Certificate, at: Date): void {
  // Section 2.3: a key for nothing else.
  if (certificate.keyUsage?.join() !== TIME_STAMPING) throw new NoTimeStamp('its certificate is not one of a time-stamping authority');
  if (!covers(certificate, at)) throw new NoTimeStamp('its certificate was not valid at the time that it states');
}

/** From a certificate to its issuers as far as they are there, each by its signature. */
function chainOf(certificate: X509Certificate, others: readonly X509Certificate[]): X509Certificate[] {
  const issuer = others.find((other) => other.ca && certificate.checkIssued(other) && certificate.verify(other.publicKey));
  return issuer ? [issuer, ...chainOf(issuer, others.filter((other) => other !== issuer))] : [];
}

/** What came along leads from the certificate to its root, and nothing else did: in what nobody needs, nobody would notice a change. */
function checkChain(certificate: X509Certificate, others: readonly X509Certificate[]): void {
  const chain = chainOf(certificate, others);
  const top = chain.at(-1);
  const isTrue = !top?.checkIssued(top) || top.verify(top.publicKey);
  if (chain.length !== others.length || !isTrue) throw new NoTimeStamp('it holds a certificate that has nothing to do with it');
}

export interface Stamped {
  /** Of the bytes that are to be stamped. */
  readonly sha256: Uint8Array;
  /** What was asked with; whoever only has the answer cannot know it. */
  readonly nonce?: Uint8Array;
}

/**
 * Checks an authority’s answer: granted, over this hash, for this request, and signed by the certificate that it holds,
 * which is one for time-stamps and was valid then. Whether the authority is to be believed is `leadsTo`. Pure: no network,
 * no configuration.
 */
export function checkTimeStamp(answer: Uint8Array, stamped: Stamped): TimeStampCheck {
  try {
    const token = readToken(answer);
    checkInfo(token, stamped);
    const certificate = checkSignature(token);
    const at = token.info.genTime;
    const others = token.certificates.filter((other) => other !== certificate);
    checkCertificate(certificate, at);
    checkChain(certificate, others);
    return { isGood: true, at, authority: certificate.subject.replaceAll('\n', ', '), serial: hexOf(token.info.serialNumber), certificate, others };
  } catch (error) {
    // What reads ASN.1 throws errors of its own for whatever it cannot read.
    return { isGood: false, why: error instanceof NoTimeStamp ? error.message : 'it cannot be read' };
  }
}

/** Whether a time-stamp's certificate is one of the trusted ones, or leads to one by way of those that came along with it. */
export function leadsTo({ certificate, others, at }: Pick<TimeStampFacts, 'certificate' | 'others' | 'at'>, trusted: readonly X509Certificate[]): boolean {
  const isTrusted = ({ raw }: X509Certificate) => trusted.some((each) => each.raw.equals(raw));
  for (const each of [certificate, ...chainOf(certificate, [...others, ...trusted.filter((root) => !others.some(({ raw }) => raw.equals(root.raw)))])]) {
    if (!covers(each, at)) return false;
    if (isTrusted(each)) return true;
  }
  return false;
}
