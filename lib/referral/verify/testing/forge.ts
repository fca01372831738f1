import { createHash, sign } from 'node:crypto';
import { MANIFEST, TAG_MANIFEST, manifestOf } from '../../package/bag/texts';
import { drawKey } from './sample-package';

const INFO = 'bag-info.txt';
const KEY_FILE = 'signing-key.pem';

const listed = (files: ReadonlyMap<string, Buffer>) => [...files].map(([path, bytes]) => ({ path, byteSize: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }));
const isLate = (path: string) => path.startsWith(TAG_MANIFEST);

/** A package that was made anew over what somebody changed in one, signed with a key that they drew: all that anybody can do without the desk's key. */
export function forge(files: ReadonlyMap<string, Buffer>, change: (files: Map<string, Buffer>) => void): { files: Map<string, Buffer>; key: string } {
  const { privateKey, pem } = drawKey();
  const made = new Map([...files, [KEY_FILE, Buffer.from(pem)]]);
  change(made);
  const payload = listed(made).filter(({ path }) => path.startsWith('data/'));
  const oxum = `Payload-Oxum: ${payload.reduce((sum, { byteSize }) => sum + byteSize, 0)}.${payload.length}`;
  made.set(INFO, Buffer.from((made.get(INFO) ?? '').toString().replace(/^Payload-Oxum: .*$/m, oxum)));
  made.set(MANIFEST, Buffer.from(manifestOf(payload)));
  const tags = listed(made).filter(({ path }) => !path.startsWith('data/') && !isLate(path));
  const tagManifest = Buffer.from(manifestOf(tags));
  made.set(TAG_MANIFEST, tagManifest).set(`${TAG_MANIFEST}.sig`, sign(null, tagManifest, privateKey));
  return { files: made, key: pem };
}

/** A package of the simple kind, with a manifest of what is there now. */
export function relisted(files: ReadonlyMap<string, Buffer>): Map<string, Buffer> {
  const others = [...files].filter(([path]) => path !== MANIFEST);
  return new Map([...others, [MANIFEST, Buffer.from(manifestOf(listed(new Map(others))))]]);
}

/** The same file with so many bytes behind it that it has `length` of them. */
export function padded(files: Map<string, Buffer>, path: string, length: number): void {
  files.set(path, Buffer.concat([files.get(path) ?? Buffer.alloc(0), Buffer.alloc(Math.max(0, length - (files.get(path)?.length ?? 0)), '#')]));
}
