import type { Clock } from '@/lib/kernel';
import type { Answer, CallOptions, Hotline } from '../hotline';
import { type Endpoint, type Request, exchange } from './exchange';
import { fetchSchema } from './fetch-schema';
import type { FileDetails, Report } from './grammar';
import { judge } from './judge';
import { multipart } from './multipart';
import type { HotlineResponse } from './parse-response';
import { serializeFileDetails, serializeReport } from './serialize';

/** The description of a file before the authority has named the file. */
export type NcmecFileDetails = Omit<FileDetails, 'reportId' | 'fileId'>;
export interface NcmecHotline extends Hotline<Report, NcmecFileDetails> {
  /** What the authority takes, in its own words: to be compared with our grammar. */
  fetchSchema(options?: CallOptions): Promise<Answer<string>>;
}

export interface NcmecOptions {
  /** For example `https://exttest.cybertip.org/ispws`. */
  readonly baseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly clock: Clock;
}

const XML = 'text/xml; charset=utf-8';
const CALL_TIMEOUT_MS = 30_000;
const UPLOAD_TIMEOUT_MS = 300_000;
/** On top of that: a line slower than this is as good as cut. */
const SLOWEST_BYTES_PER_MS = 250;

/**
 * The CyberTipline reporting API ("ispws"). It files what it is given: validate first.
 * @throws Error when the options cannot be right; the message never holds a credential.
 */
export function ncmecHotline({ baseUrl, username, password, clock }: NcmecOptions): NcmecHotline {
  const endpoint: Endpoint = {
    baseUrl: checkBaseUrl(baseUrl),
    authorization: basicAuthorization(username, password),
    clock,
  };
  async function call<T>(
    request: Omit<Request, 'timeoutMs'>,
    read: (response: HotlineResponse) => { readonly value: T } | undefined,
    options: CallOptions = {},
    timeoutMs = CALL_TIMEOUT_MS,
  ): Promise<Answer<T>> {
    return judge(await exchange(endpoint, { ...request, timeoutMs: options.timeoutMs ?? timeoutMs }, options), read);
  }
  const post = (path: string, body: Request['body'], contentType?: string) => ({ method: 'POST', path, body, contentType }) as const;
  const form = (id: string) => new URLSearchParams({ id });
  const nothing = () => ({ value: undefined });

  return {
    name: 'NCMEC CyberTipline',
    checkStatus: (options) => call({ method: 'GET', path: '/status' }, nothing, options),
    fetchSchema: (options) => fetchSchema(endpoint, options),
    open: (report, options) =>
      call(
        post('/submit', serializeReport(report), XML),
        ({ reportId }) => (reportId ? { value: { reportId } } : undefined),
        options,
      ),
    upload: (reportId, file, options) =>
      call(
        post('/upload', multipart({ name: 'id', value: reportId }, file)),
        ({ fileId, hash }) => (fileId && hash ? { value: { fileId, md5: hash } } : undefined),
        options,
        UPLOAD_TIMEOUT_MS + Math.ceil(file.byteSize / SLOWEST_BYTES_PER_MS),
      ),
    describe: (reportId, fileId, details, options) =>
      call(post('/fileinfo', serializeFileDetails({ ...details, reportId, fileId }), XML), nothing, options),
    finish: (reportId, options) =>
      call(post('/finish', form(reportId)), ({ fileIds }) => ({ value: { fileIds } }), options),
    retract: (reportId, options) => call(post('/retract', form(reportId)), nothing, options),
  };
}

function checkBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  const isLoopback = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  if (url === undefined || (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopback))) {
    throw new Error('The address of the hotline must be https (plain http only on this machine).');
  }
  if (url.username || url.password || url.search || url.hash) {
    throw new Error('The address of the hotline must hold neither credentials nor a query.');
  }
  return url.href.replace(/\/+$/, '');
}

function basicAuthorization(username: string, password: string): string {
  if (username.includes(':')) throw new Error('The user name for the hotline must not contain a colon.');
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
}
