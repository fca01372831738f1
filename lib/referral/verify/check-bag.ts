import { MANIFEST, TAG_MANIFEST, TIME_STAMP } from '../package/bag/texts';
import { type OpenBag, readWhole } from './bag';
import { checkManifest } from './check-manifest';
import { type Finding, finding, isFault } from './findings';
import type { Hashed } from './hash-files';
import { readInfo } from './info';
import { type Manifest, readManifest } from './manifest';

const isPayload = (path: string) => path.startsWith('data/');
/** Made of the finished tag manifest, and therefore not named by it. */
const LATE = new Set([TAG_MANIFEST, `${TAG_MANIFEST}.sig`, TIME_STAMP, `${TIME_STAMP}.sig`]);
const INFO = 'bag-info.txt';
/** Without these a bag may be one, and a desk's package is none. */
const NEEDED = ['bagit.txt', INFO, MANIFEST, TAG_MANIFEST, 'data/case.jsonld', 'data/report.pdf', 'data/custody.jsonl', 'data/checkpoint.txt', 'data/log-key.txt', 'signing-key.pem', 'VERIFY.txt'];
const DECLARATION = /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n$/;

/** Whether names that anybody can change say which referral it is otherwise than what was signed. What somebody calls a file of their own is theirs. */
function checkName({ name, folder }: OpenBag, number: string): Finding[] {
  if (folder !== undefined && folder !== number) return [finding('renamed_package', INFO, number, folder)];
  const [called] = /R-\d{4}-\d+/.exec(name) ?? [];
  return called === undefined || called === number ? [] : [finding('other_name', name, number)];
}

async function checkInfo(bag: OpenBag): Promise<Finding[]> {
  const info = await readInfo(bag);
  if (!info) return [];
  const { labels, broken, isText } = info;
  if (!isText) return [finding('bag_info', INFO, 'it is not UTF-8')];
  const payload = [...bag.files.values()].filter(({ path }) => isPayload(path));
  const counted = `${payload.reduce((sum, { byteSize }) => sum + byteSize, 0)}.${payload.length}`;
  const said = labels.get('Payload-Oxum') ?? 'nothing';
  return [
    ...broken.map((line) => finding('bag_info', INFO, `line ${line}`)),
    ...(said === counted ? [] : [finding('oxum', INFO, `${said}: so many bytes and files, and data holds ${counted}`)]),
    ...checkName(bag, labels.get('External-Identifier') ?? 'nothing'),
    ...(labels.get('Test-Mode') === undefined ? [] : [finding('is_test', INFO)]),
  ];
}

async function checkDeclaration(bag: OpenBag): Promise<Finding[]> {
  const file = bag.files.get('bagit.txt');
  const bytes = file && (await readWhole(file));
  return !file || DECLARATION.test(bytes?.toString('utf8') ?? '') ? [] : [finding('bagit', 'bagit.txt')];
}

/**
 * The structure of the bag (RFC 8493): its declaration, its count, and both manifests against what is there. Gives along
 * what the manifest says of the payload, where it can be read.
 */
export async function checkBag(bag: OpenBag, hashed: Hashed): Promise<{ findings: Finding[]; payload?: Manifest }> {
  const findings = [...(await checkDeclaration(bag)), ...(await checkInfo(bag))];
  const [payloadFile, tagFile] = [bag.files.get(MANIFEST), bag.files.get(TAG_MANIFEST)];
  const [payload, tags] = [payloadFile && (await readManifest(payloadFile)), tagFile && (await readManifest(tagFile))];
  if (payload) findings.push(...checkManifest(bag, hashed, payload, isPayload));
  if (tags) findings.push(...checkManifest(bag, hashed, tags, (path) => !isPayload(path) && !LATE.has(path)));
  // Without it every file beside the payload is vouched for by nobody; those that no package has may be it under another name.
  else findings.push(...[...bag.files.keys()].filter((path) => !isPayload(path) && !NEEDED.includes(path) && !LATE.has(path)).map((path) => finding('extra', path, TAG_MANIFEST)));
  if (bag.files.has('fetch.txt')) findings.push(finding('fetch', 'fetch.txt'));
  const named = new Set([...(payload?.hashes.keys() ?? []), ...(tags?.hashes.keys() ?? [])]);
  // What a manifest names and is missing was said above.
  findings.push(...NEEDED.filter((path) => !bag.files.has(path) && !named.has(path)).map((path) => finding('missing', path, 'every package')));
  if (payload && tags && !findings.some(isFault)) {
    findings.push(finding('good_hashes', MANIFEST, `${payload.hashes.size} files, none missing, none beside them, every hash right.`), finding('good_hashes', TAG_MANIFEST, `${tags.hashes.size} files that describe the package, likewise.`));
  }
  return { findings, ...(payload && { payload }) };
}
