import { z } from 'zod';
import type { Answer } from '../hotline';
import type { Posted } from './post';

type Delivered = Answer<{ readonly reference: string | null }>;

const MESSAGES = {
  silent: 'The gateway could not be reached, or did not answer in time. It will be tried again.',
  failed: 'The gateway reported a failure of its own. It will be tried again.',
  credentials: 'The gateway did not accept our signature. Nothing more is sent until an administrator has checked the secret.',
  address: 'The address of the gateway does not take reports. Nothing more is sent until an administrator has checked it.',
  rejected: 'The gateway refused what was sent. What it said is kept with the call.',
} as const;

const LATER = new Set([408, 423, 425, 429]);
const answered = z.object({ reference: z.string().trim().min(1).max(200).regex(/^[^\p{Cc}]*$/u) });

function referenceIn(text: string | undefined): string | null {
  try {
    return answered.safeParse(JSON.parse(text ?? '')).data?.reference ?? null;
  } catch {
    return null;
  }
}

/**
 * What an answer of a gateway means: 2xx is done, and so is 409, which says that it has the report already; both with a
 * `reference` in their JSON where there is one. A number that is missing is not made up: a person enters it later.
 */
export function judgeDelivery(posted: Posted): Delivered {
  const { call } = posted;
  if (posted.kind === 'silent') return { kind: 'retry', message: MESSAGES.silent, isInDoubt: posted.isInDoubt, call };
  const { httpStatus: status, text } = posted;
  if ((status >= 200 && status < 300) || status === 409) return { kind: 'ok', value: { reference: referenceIn(text) }, call };
  if (status === 401 || status === 403) return { kind: 'stop', code: status, message: MESSAGES.credentials, call };
  if (status < 400 || [404, 405, 410].includes(status)) return { kind: 'stop', code: status, message: MESSAGES.address, call };
  if (status >= 500 || LATER.has(status)) return { kind: 'retry', code: status, message: MESSAGES.failed, isInDoubt: status >= 500, call };
  return { kind: 'rejected', code: status, message: MESSAGES.rejected, call: { ...call, description: text?.slice(0, 2000) ?? '' } };
}
