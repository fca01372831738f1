import { create } from 'xmlbuilder2';
import { RESPONSE_CODES } from '../response-codes';

export interface Reply {
  readonly code: number;
  /** Added to the standard words of the code. */
  readonly detail?: string;
  /** Instead of the standard words. */
  readonly description?: string | undefined;
  readonly reportId?: string | undefined;
  readonly fileId?: string | undefined;
  readonly hash?: string | undefined;
  /** Makes it the answer to a finished report. */
  readonly fileIds?: readonly string[] | undefined;
  /** Sent as it is in place of an answer. */
  readonly document?: string | undefined;
}

/** The authority's two kinds of answer, their elements in its order. */
export function replyXml({ code, detail, description, reportId, fileId, hash, fileIds, document: ready }: Reply): string {
  if (ready !== undefined) return ready;
  const document = create({ version: '1.0', encoding: 'UTF-8' });
  const root = document.ele(fileIds ? 'reportDoneResponse' : 'reportResponse');
  root.ele('responseCode').txt(String(code));
  if (!fileIds) {
    const standard = [RESPONSE_CODES[code] ?? 'Unknown', detail].filter(Boolean).join(': ');
    root.ele('responseDescription').txt(description ?? standard);
  }
  if (reportId !== undefined) root.ele('reportId').txt(reportId);
  if (fileId !== undefined) root.ele('fileId').txt(fileId);
  if (hash !== undefined) root.ele('hash').txt(hash);
  if (fileIds) {
    const files = root.ele('files');
    for (const id of fileIds) files.ele('fileId').txt(id);
  }
  return document.end();
}
