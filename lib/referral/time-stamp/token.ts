import { SignedData, type SignerInfo } from '@peculiar/asn1-cms';
import { AsnConvert } from '@peculiar/asn1-schema';
import { PKIStatus, TSTInfo, TimeStampResp, id_ct_tstInfo } from '@peculiar/asn1-tsp';
import { NoTimeStamp, type RawParts, rawParts } from './raw';

const SIGNED_DATA = '1.2.840.113549.1.7.2';

/** What an answer of an authority holds; nothing of it is checked. */
export interface Token extends RawParts {
  readonly info: TSTInfo;
  /** The bytes of `info` that the signature is about. */
  readonly content: Uint8Array;
  readonly signer: SignerInfo;
}

/** Reads an authority’s answer. @throws NoTimeStamp when it granted none, or it is something else; what reads ASN.1 throws errors of its own. */
export function readToken(answer: Uint8Array): Token {
  const { status, timeStampToken } = AsnConvert.parse(Uint8Array.from(answer), TimeStampResp);
  // "With modifications" as well: nothing was asked that could be modified.
  if (status.status !== PKIStatus.granted) throw new NoTimeStamp(`the authority refused: ${PKIStatus[status.status] ?? status.status}`);
  if (timeStampToken?.contentType !== SIGNED_DATA) throw new NoTimeStamp('it holds no signed token');
  const { encapContentInfo, signerInfos } = AsnConvert.parse(timeStampToken.content, SignedData);
  const [content, [signer]] = [encapContentInfo.eContent?.single?.buffer, [...signerInfos]];
  if (encapContentInfo.eContentType !== id_ct_tstInfo || !content || !signer) throw new NoTimeStamp('what it signs is no time');
  return { info: AsnConvert.parse(content, TSTInfo), content: new Uint8Array(content), signer, ...rawParts(answer) };
}
