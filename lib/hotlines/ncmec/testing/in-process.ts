import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import type { Clock } from '@/lib/kernel';
import type { Answer, Call } from '../../hotline';
import type { NcmecHotline } from '../client';
import type { Exchange } from '../exchange';
import { judge } from '../judge';
import { type HotlineResponse, parseResponse } from '../parse-response';
import type { InMemorySandbox, Received } from '../sandbox';
import { serializeFileDetails, serializeReport } from '../serialize';

const nothing = () => ({ value: undefined });

/** The client without a network: what it writes goes straight to a sandbox, and what that answers is read and judged as ever. */
export function inProcessHotline(box: Pick<InMemorySandbox, 'answer'>, clock: Clock): NcmecHotline {
  function call<T>(received: Received, read: (response: HotlineResponse) => { readonly value: T } | undefined): Promise<Answer<T>> {
    const made: Call = { method: 'POST', path: `/${received.call}`, startedAt: clock.now(), durationMs: 0 };
    return Promise.resolve(judge(happened(box.answer(received), made), read));
  }
  const form = (id: string) => ({ id, file: undefined });

  return {
    name: 'NCMEC CyberTipline',
    checkStatus: () => call({ call: 'status' }, nothing),
    fetchSchema: () => Promise.reject(new Error('Nobody asks for the schema here.')),
    open: (report) => call({ call: 'submit', xml: serializeReport(report) }, ({ reportId }) => (reportId ? { value: { reportId } } : undefined)),
    async upload(reportId, { name, contentType, content }) {
      const bytes = await buffer(content);
      const digest = (algorithm: string) => createHash(algorithm).update(bytes).digest('hex');
      const file = { name, contentType, size: bytes.length, md5: digest('md5'), sha256: digest('sha256') };
      return call({ call: 'upload', form: { id: reportId, file } }, ({ fileId, hash }) => (fileId && hash ? { value: { fileId, md5: hash } } : undefined));
    },
    describe: (reportId, fileId, details) => call({ call: 'fileinfo', xml: serializeFileDetails({ ...details, reportId, fileId }) }, nothing),
    finish: (reportId) => call({ call: 'finish', form: form(reportId) }, ({ fileIds }) => ({ value: { fileIds } })),
    retract: (reportId) => call({ call: 'retract', form: form(reportId) }, nothing),
  };
}

function happened(ending: ReturnType<InMemorySandbox['answer']>, call: Call): Exchange {
  if (ending.kind !== 'answer') return { kind: 'silent', isInDoubt: true, call };
  const { status, body } = ending;
  const response = parseResponse(body);
  if (!response) return { kind: 'unreadable', httpStatus: status, call: { ...call, httpStatus: status } };
  return { kind: 'answered', response, call: { ...call, httpStatus: status, responseCode: response.responseCode, description: response.description } };
}
