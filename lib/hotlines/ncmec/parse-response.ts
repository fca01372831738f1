import { parseXml, type XmlElement } from './parse-xml';

/** What the authority answered; `responseCode` counts, whatever the HTTP status says. */
export interface HotlineResponse {
  readonly responseCode: number;
  readonly description?: string;
  readonly reportId?: string;
  readonly fileId?: string;
  /** MD5 of the received bytes, 32 hex digits in lower case. */
  readonly hash?: string;
  readonly fileIds: readonly string[];
}

export const LARGEST_RESPONSE_BYTES = 1024 * 1024;
const LONGEST_DESCRIPTION = 2000;

/** Reads an answer; undefined when it is not one of the authority's two documents. */
export function parseResponse(body: string): HotlineResponse | undefined {
  if (Buffer.byteLength(body) > LARGEST_RESPONSE_BYTES) return undefined;
  const parsed = parseXml(body);
  if ('fault' in parsed || !/^report(?:Done)?Response$/.test(parsed.root.name)) return undefined;
  const code = textIn(parsed.root, 'responseCode');
  if (code === undefined || !/^\d{1,9}$/.test(code)) return undefined;
  const files = parsed.root.children.find((child) => child.name === 'files')?.children ?? [];
  const hash = textIn(parsed.root, 'hash')?.toLowerCase();
  return {
    responseCode: Number(code),
    description: textIn(parsed.root, 'responseDescription')?.slice(0, LONGEST_DESCRIPTION),
    reportId: matching(textIn(parsed.root, 'reportId'), /^\d{1,19}$/),
    fileId: matching(textIn(parsed.root, 'fileId'), /^\S{1,255}$/),
    hash: matching(hash, /^[0-9a-f]{32}$/),
    fileIds: files.filter((child) => child.name === 'fileId').map((child) => child.text.trim()),
  };
}

function textIn(parent: XmlElement, name: string): string | undefined {
  return parent.children.find((child) => child.name === name)?.text.trim();
}

function matching(text: string | undefined, form: RegExp): string | undefined {
  return text !== undefined && form.test(text) ? text : undefined;
}
