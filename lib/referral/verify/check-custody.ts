import { isIncluded, leafHash, parseProof } from '@/lib/audit/proof';
import { CUSTODY_PATH, type CustodyLine, parseLine, proofPath } from '../documents/custody/line';
import { type OpenBag, readWhole, wordsOf } from './bag';
import { type Anchor, checkCheckpoint } from './check-checkpoint';
import { type Finding, finding, isFault } from './findings';
import { linesOf } from './lines';

/** The log takes 65,535 bytes an entry; a JSON text may need six times that, and twice over for the words around it. */
const LINE_MAX_BYTES = 1024 * 1024;

/** What the line says otherwise than the log's entry that it carries, or undefined when they agree. */
function differenceOf({ event, at, actor, action, leaf, leafHash: stated }: CustodyLine): string | undefined {
  if (leaf === null) return undefined;
  if (Buffer.from(leafHash(Buffer.from(leaf, 'utf8'))).toString('base64') !== stated) return 'its hash';
  let entry: { id?: unknown; at?: unknown; action?: unknown; actor?: { name?: unknown } | null };
  try {
    entry = JSON.parse(leaf) as typeof entry;
  } catch {
    return 'it is no entry';
  }
  const said = [['which event', event, entry.id], ['when', at, entry.at], ['what', action, entry.action], ['who', actor, entry.actor?.name]] as const;
  return said.find(([, here, there]) => here !== there)?.[0];
}

async function checkProof(bag: OpenBag, { event, index, leafHash: stated }: CustodyLine, anchor: Anchor | undefined): Promise<Finding | undefined> {
  const path = proofPath(event);
  const file = bag.files.get(path);
  if (!file) return finding('proof_missing', path);
  const proof = parseProof((await readWhole(file))?.toString('utf8') ?? '');
  if (!proof) return finding('proof_unreadable', path);
  if (!anchor) return undefined;
  if (proof.checkpoint !== anchor.note) return finding('proof_other', path);
  const { size, root } = anchor.checkpoint;
  const isGood = proof.index === index && isIncluded({ index, size, leafHash: Buffer.from(stated, 'base64'), proof: proof.proof, root });
  return isGood ? undefined : finding('proof_wrong', path, event);
}

/**
 * The custody log against the log of the desk: each line says what the entry says that it carries, that entry has the hash
 * it states, its proof leads from that hash to the checkpoint, and the checkpoint is signed by the log.
 */
export async function checkCustody(bag: OpenBag, logKey?: string): Promise<Finding[]> {
  const { anchor, findings } = await checkCheckpoint(bag, logKey);
  const file = bag.files.get(CUSTODY_PATH);
  if (!file) return findings;
  const [events, places] = [new Set<string>(), new Set<number>()];
  let [number, withheld, isWhole] = [0, 0, anchor !== undefined && findings.length > 0 && !findings.some(isFault)];
  const fault = (found: Finding | undefined) => {
    if (!found) return;
    isWhole = false;
    findings.push(found);
  };
  try {
    for await (const text of linesOf(await file.open(), LINE_MAX_BYTES)) {
      number += 1;
      const line = parseLine(text);
      // A name that stands in it twice, and letters that are none, are read as one thing here and as another elsewhere.
      if (!line || JSON.stringify(line) !== text) {
        fault(finding('custody_line', CUSTODY_PATH, String(number)));
        continue;
      }
      if (events.has(line.event)) fault(finding('custody_twice', CUSTODY_PATH, line.event));
      // One entry of the log, and its proof, would do for any number of lines that have no words of their own.
      if (places.has(line.index)) fault(finding('custody_same_place', CUSTODY_PATH, line.event, String(line.index)));
      events.add(line.event);
      places.add(line.index);
      if (line.leaf === null) withheld += 1;
      const difference = differenceOf(line);
      if (difference !== undefined) fault(finding('custody_differs', CUSTODY_PATH, line.event, difference));
      fault(await checkProof(bag, line, anchor));
    }
  } catch (error) {
    fault(finding('unreadable', CUSTODY_PATH, wordsOf(error)));
  }
  for (const path of bag.files.keys()) {
    if (path.startsWith('data/proofs/') && !events.has(/^data\/proofs\/(.+)\.tlog-proof$/.exec(path)?.[1] ?? '')) fault(finding('proof_extra', path));
  }
  if (isWhole && anchor) findings.push(finding('good_custody', CUSTODY_PATH, `${events.size} events, each proven to stand in the log ${anchor.checkpoint.origin} of ${anchor.checkpoint.size} entries.`));
  if (withheld > 0) findings.push(finding('words_withheld', CUSTODY_PATH, String(withheld)));
  return findings;
}
