import { MANIFEST, TAG_MANIFEST, TIME_STAMP } from '../package/bag/texts';
import { type OpenBag, readWhole } from './bag';
import { checkManifest } from './check-manifest';
import { type Finding, finding } from './findings';
import type { Hashed } from './hash-files';
import { readInfo } from './info';
import { type Manifest, readManifest } from './manifest';

const isPayload = (path: string) => path.startsWith('data/');
/** Made of the finished tag manifest, and therefore not named by it. */
const LATE = new Set([TAG_MANIFEST, `${TAG_MANIFEST}.sig`, TIME_STAMP, `${TIME_STAMP}.sig`]);
/** Without these a bag may be one, and a desk's package is none. */
const NEEDED = ['bagit.txt', 'bag-info.txt', MANIFEST, TAG_MANIFEST, 'data/case.jsonld', 'data/report.pdf', 'data/custody.jsonl', 'data/checkpoint.txt', 'data/log-key.txt', 'signing-key.pem', 'VERIFY.txt'];
const DECLARATION = /^BagIt-Version: 1\.0\r?\nTag-File-Character-Encoding: UTF-8\r?\n$/;

async function checkInfo(bag: OpenBag): Promise<Finding[]> {
  const info = await readInfo(bag);
  if (!info) return [];
  const { labels, broken, isText } = info;
  if (!isText) return [finding('bag_info', 'bag-info.txt', 'it is not UTF-8')];
  const payload = [...bag.files.values()].filter(({ path }) => isPayload(path));
  const counted = `${payload.reduce((sum, { byteSize }) => sum + byteSize, 0)}.${payload.length}`;
  const said = labels.get('Payload-Oxum') ?? 'nothing';
  return [
    ...broken.map((line) => finding('bag_info', 'bag-info.txt', `line ${line}`)),
    ...(said === counted ? [] : [finding('oxum', 'bag-info.txt', `${said}: so many bytes and files, and data holds ${counted}`)]),
    ...(labels.get('Test-Mode') === undefined ? [] : [finding('is_test', 'bag-info.txt')]),
  ];
}

async function checkDeclaration(bag: OpenBag): Promise<Finding[]> {
  const file = bag.files.get('bagit.txt');
  const bytes = file && (await readWhole(file, 1024));
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
  if (payloadFile && !payload) findings.push(finding('too_long', MANIFEST, `${payloadFile.byteSize} bytes`));
  if (tagFile && !tags) findings.push(finding('too_long', TAG_MANIFEST, `${tagFile.byteSize} bytes`));
  if (payload) findings.push(...checkManifest(bag, hashed, payload, isPayload));
  if (tags) findings.push(...checkManifest(bag, hashed, tags, (path) => !isPayload(path) && !LATE.has(path)));
  // Without it every file beside the payload is vouched for by nobody; those that no package has may be it under another name.
  else findings.push(...[...bag.files.keys()].filter((path) => !isPayload(path) && !NEEDED.includes(path) && !LATE.has(path)).map((path) => finding('extra', path, TAG_MANIFEST)));
  if (bag.files.has('fetch.txt')) findings.push(finding('fetch', 'fetch.txt'));
  const named = new Set([...(payload?.hashes.keys() ?? []), ...(tags?.hashes.keys() ?? [])]);
  // What a manifest names and is missing was said above.
  findings.push(...NEEDED.filter((path) => !bag.files.has(path) && !named.has(path)).map((path) => finding('missing', path, 'every package')));
  if (payload && tags && findings.every(({ code }) => code === 'is_test')) {
    findings.push(finding('good_hashes', MANIFEST, `${payload.hashes.size} files, none missing, none beside them, every hash right.`), finding('good_hashes', TAG_MANIFEST, `${tags.hashes.size} files that describe the package, likewise.`));
  }
  return { findings, ...(payload && { payload }) };
}
