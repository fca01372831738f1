import type { Answer, Call } from '../hotline';

/** What the mail library throws, as far as it matters here. */
export interface MailFailure {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly response?: string;
}

type NotSent = Exclude<Answer<never>, { kind: 'ok' | 'state' }>;

const MESSAGES = {
  silent: 'The mail server could not be reached, or broke off. It will be tried again.',
  later: 'The mail server asked to try again later. It will be tried again.',
  file: 'A file could not be read to its end, so the mail was broken off. It will be tried again.',
  credentials: 'The mail server did not accept the sign-in, or the connection could not be secured. Nothing more is sent until an administrator has checked SMTP_URL.',
  address: 'The mail server does not take mail for this address. Nothing more is sent until an administrator has checked the hotline’s address and MAIL_FROM.',
  tooLarge: 'The mail server refused the mail as too large. Have its limit raised, then send the report again; meanwhile tell the authority by another way that it takes.',
  rejected: 'The mail server refused the mail. What it said is kept with the call.',
} as const;

const CREDENTIALS = new Set([530, 534, 535, 538]);
const TOO_LARGE = 552;

/**
 * What a failure to send means. `wasRead` says whether all of the mail had left us: then nobody can tell whether it
 * arrived, and it is sent again under the same Message-ID.
 */
export function judgeFailure({ code, command, responseCode, response }: MailFailure, { call, wasRead }: { readonly call: Call; readonly wasRead: boolean }): NotSent {
  const said = { ...call, ...(response === undefined ? {} : { response: { headers: {}, body: response.slice(0, 2000) } }), ...(responseCode === undefined ? {} : { responseCode }) };
  if (code === 'EAUTH' || code === 'ETLS' || (responseCode !== undefined && CREDENTIALS.has(responseCode))) return { kind: 'stop', message: MESSAGES.credentials, call: said };
  if (code === 'ESTREAM') return { kind: 'retry', message: MESSAGES.file, isInDoubt: false, call: said };
  if (responseCode === TOO_LARGE) return { kind: 'rejected', code: responseCode, message: MESSAGES.tooLarge, call: said };
  if (responseCode !== undefined && responseCode >= 500) {
    if (command === 'RCPT TO' || command === 'MAIL FROM') return { kind: 'stop', code: responseCode, message: MESSAGES.address, call: said };
    return { kind: 'rejected', code: responseCode, message: MESSAGES.rejected, call: said };
  }
  if (responseCode !== undefined && responseCode >= 400) return { kind: 'retry', code: responseCode, message: MESSAGES.later, isInDoubt: false, call: said };
  return { kind: 'retry', message: MESSAGES.silent, isInDoubt: wasRead, call: said };
}
