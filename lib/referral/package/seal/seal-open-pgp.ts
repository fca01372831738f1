import { createMessage, encrypt, enums, readKey } from 'openpgp';

/** The library takes web streams that are pulled, and reads no further ahead than it has to. */
function pulled(content: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = content[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await source.next();
        if (next.done) controller.close();
        // It keeps what it is given for longer than a piece is ours.
        else controller.enqueue(Uint8Array.from(next.value));
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/**
 * Content sealed for an OpenPGP key, binary, as every gpg reads it: AES-256 with a modification code. Nothing is compressed,
 * since what is in it is already, and it is not signed: the signature lies inside, over the bag's own manifest.
 */
export async function* sealOpenPgp(armoredKey: string, content: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Uint8Array[]> {
  const sealed: unknown = await encrypt({
    message: await createMessage({ binary: pulled(content) }),
    encryptionKeys: await readKey({ armoredKey }),
    format: 'binary',
    config: { preferredCompressionAlgorithm: enums.compression.uncompressed },
  });
  for await (const piece of sealed as AsyncIterable<Uint8Array>) yield [piece];
}
