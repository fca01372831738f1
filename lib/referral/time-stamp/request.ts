import { randomBytes } from 'node:crypto';
import { AsnConvert, OctetString } from '@peculiar/asn1-schema';
import { MessageImprint, TimeStampReq } from '@peculiar/asn1-tsp';
import { AlgorithmIdentifier } from '@peculiar/asn1-x509';

export const SHA256 = '2.16.840.1.101.3.4.2.1';
const NONCE_BYTES = 16;

/** A positive integer, and shortest as DER wants it: the first bit is no sign, the first byte is not nought. */
function drawNonce(): Uint8Array<ArrayBuffer> {
  const nonce = new Uint8Array(randomBytes(NONCE_BYTES));
  nonce[0] = ((nonce[0] ?? 0) & 0x7f) | 0x40;
  return nonce;
}

/** What a time-stamping authority is asked (RFC 3161, section 2.4.1): this hash, with a number of ours, and its certificate please. */
export function timeStampRequest(sha256: Uint8Array): { readonly body: Uint8Array; readonly nonce: Uint8Array } {
  const nonce = drawNonce();
  const request = new TimeStampReq({
    messageImprint: new MessageImprint({ hashAlgorithm: new AlgorithmIdentifier({ algorithm: SHA256, parameters: null }), hashedMessage: new OctetString(Uint8Array.from(sha256)) }),
    nonce: nonce.buffer,
    certReq: true,
  });
  return { body: new Uint8Array(AsnConvert.serialize(request)), nonce };
}
