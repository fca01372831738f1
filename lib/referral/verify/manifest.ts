import { type BagFile, readWhole } from './bag';
import { type Finding, finding } from './findings';

/** Path to hash, as a manifest names them, and what is wrong with its lines. */
export interface Manifest {
  readonly file: string;
  readonly hashes: ReadonlyMap<string, string>;
  readonly findings: readonly Finding[];
}

/** Narrower than RFC 8493, section 2.1.3: just as a desk writes it, so that no byte of a manifest can be changed unseen. */
const LINE = /^([0-9a-f]{64}) {2}(.+)$/;

/** These three characters are written as their codes, and no others. */
const decodePath = (path: string) => path.replace(/%(0[AaDd]|25)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** Reads a manifest of SHA-256 hashes. Undefined as `readWhole` has it. */
export async function readManifest(file: BagFile): Promise<Manifest | undefined> {
  const bytes = await readWhole(file);
  if (!bytes) return undefined;
  const findings: Finding[] = [];
  const hashes = new Map<string, string>();
  const lines = bytes.toString('utf8').split('\n');
  // What stands after the last newline is half a line: sha256sum would read it, and a cut-off file must not pass.
  if (lines.pop() !== '') findings.push(finding('manifest_line', file.path, 'its last line does not end'));
  for (const [at, line] of lines.entries()) {
    const [, hash, written] = LINE.exec(line) ?? [];
    if (hash === undefined || written === undefined) {
      findings.push(finding('manifest_line', file.path, `line ${at + 1}`));
      continue;
    }
    const path = decodePath(written);
    if (hashes.has(path)) findings.push(finding('manifest_twice', file.path, path));
    hashes.set(path, hash);
  }
  return { file: file.path, hashes, findings };
}
