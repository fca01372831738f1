import type { Answer } from '../hotline';
import type { Exchange } from './exchange';
import type { HotlineResponse } from './parse-response';
import { familyOf, stateOf } from './response-codes';

const MESSAGES = {
  silent: 'The hotline could not be reached, or did not answer in time. It will be tried again.',
  failed: 'The hotline reported a failure of its own. It will be tried again.',
  unreadable: 'The hotline answered in a way that could not be read. It will be tried again.',
  credentials: 'The hotline did not accept the credentials. Nothing more is sent until an administrator has checked them.',
  permission: 'The hotline does not permit this. Nothing more is sent until an administrator has checked the account.',
  address: 'The address of the hotline does not answer as a hotline. Nothing more is sent until an administrator has checked it.',
  rejected: 'The hotline refused what was sent. The report needs to be corrected.',
} as const;

const STATE_MESSAGES = {
  missing: 'The hotline does not have this report, or it has expired there.',
  file_missing: 'The hotline does not have this file.',
  retracted: 'The report has already been retracted at the hotline.',
  finished: 'The report has already been filed at the hotline.',
  unknown: 'The report is not in the state that was expected at the hotline.',
} as const;

/**
 * Turns what happened into what to do. `read` takes the value out of a successful answer; undefined means that
 * something is missing from it.
 */
export function judge<T>(happened: Exchange, read: (response: HotlineResponse) => { readonly value: T } | undefined): Answer<T> {
  const { call } = happened;
  if (happened.kind === 'silent') {
    return { kind: 'retry', message: MESSAGES.silent, isInDoubt: happened.isInDoubt, call };
  }
  if (happened.kind === 'unreadable') return judgeStatus(happened);
  const code = happened.response.responseCode;
  switch (familyOf(code)) {
    case 'ok': {
      const found = read(happened.response);
      if (found) return { kind: 'ok', value: found.value, call };
      return { kind: 'retry', code, message: MESSAGES.unreadable, isInDoubt: true, call };
    }
    case 'stop':
      return { kind: 'stop', code, message: code < 3000 ? MESSAGES.credentials : MESSAGES.permission, call };
    case 'rejected':
      return { kind: 'rejected', code, message: MESSAGES.rejected, call };
    case 'state': {
      const state = stateOf(code);
      return { kind: 'state', code, state, message: STATE_MESSAGES[state], call };
    }
    case 'retry':
      // The authority says that it failed, so nothing took effect; a code that nobody has listed says nothing.
      return { kind: 'retry', code, message: MESSAGES.failed, isInDoubt: code < 1000 || code >= 2000, call };
  }
}

/** A wrong login is answered with 401 and no document; gateways in front of the authority answer without one, too. */
function judgeStatus({ httpStatus, call }: Extract<Exchange, { kind: 'unreadable' }>): Answer<never> {
  if (httpStatus === 401) return { kind: 'stop', message: MESSAGES.credentials, call };
  if (httpStatus === 403) return { kind: 'stop', message: MESSAGES.permission, call };
  if (httpStatus === 404 || (httpStatus >= 300 && httpStatus < 400)) return { kind: 'stop', message: MESSAGES.address, call };
  const message = httpStatus >= 500 || httpStatus === 429 ? MESSAGES.failed : MESSAGES.unreadable;
  return { kind: 'retry', message, isInDoubt: httpStatus !== 429, call };
}
