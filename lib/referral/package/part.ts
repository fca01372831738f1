/**
 * One file of a package, whoever writes it. A text goes in as UTF-8; other content is opened when its turn comes and read once,
 * from beginning to end, so that a package of any size is packed in bounded memory.
 */
export interface Part {
  /** Within the bag's payload or root as BagIt writes it: `data/report.pdf`, `VERIFY.txt`. '/' between folders, no leading one. */
  readonly path: string;
  readonly content: string | (() => Promise<AsyncIterable<Uint8Array>>);
  /** Bytes, where they are known beforehand: for the progress, and checked while it is packed. */
  readonly byteSize?: number;
  /** Lower-case hex, where it is known beforehand: checked while it is packed, and a difference breaks off. */
  readonly sha256?: string;
  /** Told of its bytes as they go, where somebody follows how far the package is. */
  readonly onBytes?: (count: number) => void;
}
