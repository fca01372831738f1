import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdir, open, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { config } from '@/lib/kernel';

/** The only cipher that FFmpeg reads and seeks in. It keeps a copy secret; that it is whole, the seal has told before. */
const CIPHER = 'aes-128-cbc';
const CHUNK_BYTES = 256 * 1024;

/** A file without a name that holds its bytes encrypted under a key that was made for it and is kept nowhere. */
export interface Scratch {
  /** Its descriptor, to be handed to a child process. */
  readonly fd: number;
  /** FFmpeg's options to open it as its descriptor `fd`, wherever in it FFmpeg wants to read. */
  inputAs(fd: number): readonly string[];
  /** Takes in all of the stream, once. @throws what the stream throws, and the signal's reason. */
  fill(source: Readable, signal?: AbortSignal): Promise<void>;
  /** The bytes again; the scratch is closed when they are read or given up. */
  readAndClose(): Readable;
  /** Gives its space back. May be called again. */
  close(): Promise<void>;
}

async function* readAll(file: FileHandle): AsyncGenerator<Buffer> {
  for (let at = 0; ; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(CHUNK_BYTES), 0, CHUNK_BYTES, at);
    if (bytesRead === 0) return;
    at += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Room for a video that a program has to read back and forth in, which pipes cannot. The file loses its name before a
 * byte is written: whatever becomes of us, the space is free again when the last process that has it open is gone.
 * @param folder made for its owner alone when missing.
 */
export async function openScratch(folder: string = join(config().DATA_DIR, 'scratch')): Promise<Scratch> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, randomBytes(16).toString('hex'));
  const file = await open(path, 'wx+', 0o600);
  await unlink(path);
  const [key, iv] = [randomBytes(16), randomBytes(16)];
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= file.close());
  return {
    fd: file.fd,
    // Whoever may read a process's arguments on this machine cannot open the file: it is its owner's, and has no name.
    inputAs: (fd) => ['-decryption_key', key.toString('hex'), '-decryption_iv', iv.toString('hex'), '-i', `crypto:file:/dev/fd/${fd}`],
    async fill(source, signal) {
      const write = async (encrypted: AsyncIterable<Buffer>) => {
        for await (const chunk of encrypted) await file.writeFile(chunk);
      };
      await pipeline(source, createCipheriv(CIPHER, key, iv), write, { signal });
    },
    readAndClose() {
      const opened = createDecipheriv(CIPHER, key, iv);
      void pipeline(readAll(file), opened).catch(() => undefined);
      opened.once('close', () => void close());
      return opened;
    },
    close,
  };
}
