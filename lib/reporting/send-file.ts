import { BrokenSeal } from '@/lib/evidence';
import type { ParcelFile } from '@/lib/hotlines';
import type { FileToSend } from './ledger';

export interface Sending {
  readonly file: ParcelFile;
  /** Why our own store did not give it, once it did not. */
  readonly failure: () => Error | undefined;
  /** Lets go of what was opened, however far it was read. */
  readonly close: () => void;
}

/**
 * A file to be sent as it is opened, frame by frame, and not before the first byte is asked for. A seal that breaks on the
 * way ends the call, and the other side has half a file at most.
 */
export function sending({ name, contentType, byteSize, sha256, open }: FileToSend): Sending {
  let failure: Error | undefined;
  let opened: Awaited<ReturnType<FileToSend['open']>> | undefined;
  async function* content(): AsyncGenerator<Uint8Array> {
    try {
      opened = await open();
      yield* opened as AsyncIterable<Uint8Array>;
    } catch (error) {
      failure = error instanceof Error ? error : new Error('The file did not open.');
      throw failure;
    }
  }
  return { file: { name, contentType, byteSize, sha256, content: content() }, failure: () => failure, close: () => void opened?.destroy() };
}

/** Whether a seal was broken on the way. @throws what else our own store threw: then nothing is said about the other side. */
export function isBroken({ failure }: Sending): boolean {
  const error = failure();
  if (error && !(error instanceof BrokenSeal)) throw error;
  return error !== undefined;
}

/** In words for whoever has to act. @param index from 0. */
export const brokenWords = (index: number): string =>
  `File ${index + 1} does not open: as it is stored here, it was changed, cut short or swapped. It was not filed, and supervisors were told.`;
