// The sealing thread: takes pieces out of the shared memory, seals them for the recipient, and writes, hashes and syncs the
// file. A thread of its own since it costs as much as all that comes before it, and other jobs of the worker go on meanwhile.
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { type Answer, type Filled, PIECE_BYTES, type SealTask } from './messages';

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
let byteSize = 0;
// The disk has one piece while the next is sealed.
let written: Promise<unknown> = Promise.resolve();
for await (const pieces of sealed) {
  for (const piece of pieces) {
    hash.update(piece);
    byteSize += piece.length;
  }
  await written;
  written = file.writev(pieces as Uint8Array[]);
  // Whoever awaits it next learns of its failure.
  written.catch(() => undefined);
}
await written;
await file.sync();
await file.close();
say({ byteSize, sha256: hash.digest('hex') });
port.close();
