import { LARGEST_RESPONSE_BYTES } from '../parse-response';
import { FAULT_KINDS, type Fault } from './faults';
import { type Reply, replyXml } from './reply';

/** How a call ends for whoever made it. */
export type Ending =
  | { readonly kind: 'answer'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string; readonly code: number | null }
  | { readonly kind: 'cut' }
  | { readonly kind: 'hang' };

/** Lets a call take effect, or not, and spoils its answer, as the fault says. */
export function play(fault: Fault | undefined, act: () => Reply): Ending {
  if (fault === undefined) return answer(act());
  const takesEffect = fault.takesEffect ?? FAULT_KINDS[fault.kind].takesEffect;
  const reply = takesEffect ? act() : undefined;
  return spoil(fault, reply ?? { code: 0 });
}

function spoil(fault: Fault, reply: Reply): Ending {
  switch (fault.kind) {
    case 'hang':
      return { kind: 'hang' };
    case 'cut-before':
    case 'cut-after':
      return { kind: 'cut' };
    case 'http401':
      return bare(401, { 'WWW-Authenticate': CHALLENGE });
    case 'http429':
      return bare(429, { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'http500':
      return bare(500);
    case 'http503':
      return bare(503, { 'Retry-After': String(fault.retryAfterSeconds) });
    case 'code1000':
      return answer({ code: 1000 });
    case 'code':
      return answer({ code: fault.code ?? 1000, description: fault.description });
    case 'wrong-md5':
      return answer(reply.hash === undefined ? reply : { ...reply, hash: turned(reply.hash) });
    case 'without-id':
      return answer({ ...reply, reportId: undefined, fileId: undefined, hash: undefined });
    case 'malformed':
      return { ...answer(reply), body: replyXml(reply).replace(/<\/[^<>]+>\s*$/, '') };
    case 'huge':
      return { ...answer(reply), body: replyXml({ ...reply, document: undefined, fileIds: undefined, description: 'x'.repeat(2 * LARGEST_RESPONSE_BYTES) }) };
    case 'newer-schema':
      return answer({ ...reply, document: reply.document?.replace(/(<xs:element name="sextortion"[^>]*\/>)/, '$1<xs:element name="informational" minOccurs="0" type="xs:boolean" fixed="true"/>') });
    case 'latency':
      return answer(reply);
  }
}

export const CHALLENGE = 'Basic realm="ispws"';

/** The authority answers 200 even to what it refuses: the code in the document counts. */
function answer(reply: Reply): Extract<Ending, { kind: 'answer' }> {
  return { kind: 'answer', status: 200, headers: { 'Content-Type': 'text/xml; charset=utf-8' }, body: replyXml(reply), code: reply.document === undefined ? reply.code : null };
}

function bare(status: number, headers: Readonly<Record<string, string>> = {}): Ending {
  return { kind: 'answer', status, headers, body: '', code: null };
}

/** Another checksum of the same form. */
function turned(hash: string): string {
  return [...hash].reverse().join('').replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
}
