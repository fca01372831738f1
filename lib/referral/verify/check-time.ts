import { X509Certificate } from 'node:crypto';
import { CHECKPOINT_PATH } from '../documents/custody/line';
import { TAG_MANIFEST, TIME_STAMP, TIME_STAMP_LABEL } from '../package/bag/texts';
import { type TimeStampFacts, checkTimeStamp, leadsTo } from '../time-stamp/check';
import { type OpenBag, readWhole } from './bag';
import { isSigned, keyOf } from './check-signature';
import { type Finding, finding } from './findings';
import type { Hashed } from './hash-files';
import { readInfo } from './info';

/** Which time-stamp is over what. */
const STAMPS = [['checkpoint.tsr', CHECKPOINT_PATH], [TIME_STAMP, TAG_MANIFEST]] as const;
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of authorities that are trusted, out of a file in PEM. @throws Error when there is none in it. */
export function givenAuthorities(pem: string): X509Certificate[] {
  const found = pem.match(CERTIFICATE) ?? [];
  if (found.length === 0) throw new Error('This holds no certificate in PEM of a time-stamping authority.');
  return found.map((each) => new X509Certificate(each));
}

function judge(file: string, over: string, facts: TimeStampFacts, trusted: readonly X509Certificate[] | undefined): Finding {
  const said = `${over} existed at ${facts.at.toISOString()}, says ${facts.authority}`;
  if (!trusted) return finding('time_unasked', file, said);
  return leadsTo(facts, trusted) ? finding('good_time', file, `${said}, by the certificate that you were given.`) : finding('time_other', file);
}

const readOf = async (bag: OpenBag, path: string) => {
  const file = bag.files.get(path);
  return file && (await readWhole(file));
};

/**
 * Whether the last time-stamp is the one that the desk was given, byte for byte: an authority does not sign all of its answer,
 * and a package must not be stamped anew by whoever has it.
 */
async function checkSigned(bag: OpenBag): Promise<Finding[]> {
  const [signature, key] = [`${TIME_STAMP}.sig`, await keyOf(bag)];
  if (!bag.files.has(signature)) return [finding('time_unsigned', signature)];
  const answer = await readOf(bag, TIME_STAMP);
  if (!answer || !key || isSigned(answer, await readOf(bag, signature), key)) return [];
  return [finding('time_changed', TIME_STAMP), finding('time_changed', signature)];
}

/** The last time-stamp, which no manifest can name, against what bag-info.txt says about it. */
async function checkLast(bag: OpenBag, isExpected: boolean): Promise<Finding[]> {
  const info = await readInfo(bag);
  const said = info?.labels.get(TIME_STAMP_LABEL);
  const unsaid = info && said === undefined ? [finding('time_unsaid', 'bag-info.txt')] : [];
  if (bag.files.has(TIME_STAMP)) return [...unsaid, ...(said?.startsWith('none') ? [finding('time_more', TIME_STAMP)] : []), ...(await checkSigned(bag))];
  const more = bag.files.has(`${TIME_STAMP}.sig`) ? [finding('time_more', `${TIME_STAMP}.sig`)] : [];
  if (said === TIME_STAMP) return [finding('time_gone', TIME_STAMP)];
  return [...unsaid, ...more, isExpected ? finding('time_missing', TIME_STAMP) : finding('time_none', TAG_MANIFEST, said ?? 'nothing is said of one')];
}

/** The time-stamps (RFC 3161) of the checkpoint and of the tag manifest, where an authority gave any. */
export async function checkTime(bag: OpenBag, { hashes }: Hashed, trusted?: readonly X509Certificate[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [path, over] of STAMPS) {
    const sha256 = hashes.get(over);
    if (!bag.files.has(path) || sha256 === undefined) continue;
    const answer = await readOf(bag, path);
    const facts = answer ? checkTimeStamp(answer, { sha256: Buffer.from(sha256, 'hex') }) : { isGood: false as const, why: 'it cannot be read' };
    findings.push(facts.isGood ? judge(path, over, facts, trusted) : finding('time_wrong', path, over, facts.why));
  }
  return [...findings, ...(await checkLast(bag, trusted !== undefined))];
}
