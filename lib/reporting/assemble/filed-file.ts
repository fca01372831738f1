import type { NcmecFileDetails } from '@/lib/hotlines';

interface Filed {
  /** The item that it belongs to. */
  readonly itemId: string;
  /** What it is called in the report; nothing that a platform sent, since it becomes part of a request. */
  readonly name: string;
  readonly contentType: string;
  readonly details: NcmecFileDetails;
}

/** What is sent with a report: a file of an item, or its conversation as a text that the desk wrote. */
export type FiledFile =
  | (Filed & { readonly kind: 'media'; readonly mediaId: string })
  | (Filed & { readonly kind: 'conversation'; readonly text: string });
