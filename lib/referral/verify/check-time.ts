import { X509Certificate } from 'node:crypto';
import { CHECKPOINT_PATH } from '../documents/custody/line';
import { TAG_MANIFEST } from '../package/bag/texts';
import { type TimeStampFacts, checkTimeStamp, leadsTo } from '../time-stamp/check';
import { type OpenBag, readWhole } from './bag';
import { type Finding, finding } from './findings';
import type { Hashed } from './hash-files';

/** Which time-stamp is over what. */
const STAMPS = [['checkpoint.tsr', CHECKPOINT_PATH], [`${TAG_MANIFEST}.tsr`, TAG_MANIFEST]] as const;
const STAMP_MAX_BYTES = 1024 * 1024;
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

/** The time-stamps (RFC 3161) of the checkpoint and of the tag manifest, where an authority gave any. */
export async function checkTime(bag: OpenBag, { hashes }: Hashed, trusted?: readonly X509Certificate[]): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [path, over] of STAMPS) {
    const [file, sha256] = [bag.files.get(path), hashes.get(over)];
    const answer = file && (await readWhole(file, STAMP_MAX_BYTES).catch(() => undefined));
    if (!file || sha256 === undefined) continue;
    const facts = answer ? checkTimeStamp(answer, { sha256: Buffer.from(sha256, 'hex') }) : { isGood: false as const, why: 'it cannot be read' };
    findings.push(facts.isGood ? judge(path, over, facts, trusted) : finding('time_wrong', path, over, facts.why));
  }
  if (bag.files.has(`${TAG_MANIFEST}.tsr`)) return findings;
  // The manifest cannot name it, since it is made of the manifest: whoever expects one has to miss it.
  return [...findings, trusted ? finding('time_missing', `${TAG_MANIFEST}.tsr`) : finding('time_none', TAG_MANIFEST)];
}
