// The sealing thread: takes pieces out of the shared memory, seals them for the recipient, and writes, hashes and syncs the
// file. A thread of its own since it costs as much as all that comes before it, and other jobs of the worker go on meanwhile.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { writevSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type Answer, type Filled, PIECE_BYTES, type SealTask } from './messages';
import { unwritten } from './unwritten';

/** So much goes to the disk at once: enough that it is not asked for often, and little is left for the end. */
const SYNC_BYTES = 64 * 1024 * 1024;

const port = parentPort;
if (!port) throw new Error('This is a thread of the worker, not a program.');
const { file: path, recipient, memory } = workerData as SealTask;
const say = (answer: Answer) => port.postMessage(answer);

const filled: Filled[] = [];
port.on('message', (message: Filled) => filled.push(message));

async function* content(): AsyncGenerator<Uint8Array> {
  for (;;) {
    while (filled.length === 0) await once(port as NonNullable<typeof port>, 'message');
    const next = filled.shift();
    if (next === undefined || next === 'end') return;
    yield new Uint8Array(memory, next.piece * PIECE_BYTES, next.byteSize);
    // Asked for the next one, so this one is done with.
    say('free');
  }
}

/** Only the library that is needed takes memory. */
async function seal(): Promise<AsyncIterable<readonly Uint8Array[]>> {
  if (recipient.kind === 'age') return (await import('./seal-age')).sealAge(recipient.publicKey, content());
  return (await import('./seal-open-pgp')).sealOpenPgp(recipient.publicKey, content());
}

const sealed = await seal();
const file = await open(path, 'wx', 0o600);
const hash = createHash('sha256');
let [byteSize, syncedBytes] = [0, 0];
// The disk works while there is more to seal, and not all at the end.
let syncing: Promise<unknown> | undefined;
for await (const pieces of sealed) {
  for (const piece of pieces) {
    hash.update(piece);
    byteSize += piece.length;
  }
  // This thread has nothing else to do, and handing each piece to yet another costs as much again as writing it.
  for (let rest = pieces; rest.length > 0; ) rest = unwritten(rest, writevSync(file.fd, rest));
  if (syncing || byteSize - syncedBytes < SYNC_BYTES) continue;
  syncedBytes = byteSize;
  // A failure stays where it is until the end asks for it: the disk tells of it once.
  syncing = file.datasync().then(() => (syncing = undefined));
  syncing.catch(() => undefined);
}
await syncing;
await file.sync();
await file.close();
say({ byteSize, sha256: hash.digest('hex') });
port.close();
