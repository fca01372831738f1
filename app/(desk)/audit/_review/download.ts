import { type ExportFormat, ROWS_HEADER } from '@/lib/audit/schema';
import { Refusal, ask } from '../../_session/ask';

interface Wish {
  readonly format: ExportFormat;
  readonly isRedacted: boolean;
  readonly reason: string;
  readonly filters: Readonly<Record<string, string | undefined>>;
}

export interface Progress {
  readonly done: number;
  readonly of: number;
}

const BROKEN = 'The export broke off, so nothing was saved. That it was begun is on record; try again.';
const LINE_END = 10;

/** Lines that ended in a part; a reason of several lines counts as several, so the caller bounds it. */
function linesIn(part: Uint8Array): number {
  let count = 0;
  for (let at = part.indexOf(LINE_END); at !== -1; at = part.indexOf(LINE_END, at + 1)) count += 1;
  return count;
}

async function receive(answer: Response, onProgress: (progress: Progress) => void): Promise<Blob> {
  const of = Number(answer.headers.get(ROWS_HEADER));
  const reader = answer.body?.getReader();
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let done = 0;
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    parts.push(part.value);
    done = Math.min(of, done + linesIn(part.value));
    onProgress({ done, of });
  }
  return new Blob(parts, { type: answer.headers.get('content-type') ?? '' });
}

function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/**
 * Downloads an export and hands it to the browser once all of it is there, so that half of one is never saved.
 * @returns how many entries it has
 * @throws Refusal with words for the person; an aborted one throws as fetch does
 */
export async function downloadTrail(wish: Wish, onProgress: (progress: Progress) => void, signal: AbortSignal): Promise<number> {
  const answer = await ask('/api/audit-export', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(wish), signal });
  const blob = await receive(answer, onProgress).catch((error: unknown) => {
    throw signal.aborted ? error : new Refusal(BROKEN);
  });
  save(blob, /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? 'audit-trail');
  return Number(answer.headers.get(ROWS_HEADER));
}
