import type { ReportState } from '../hotline';

/** The authority's codes, as far as it has listed them; a code not listed here is possible. */
export const RESPONSE_CODES: Readonly<Record<number, string>> = {
  0: 'Success',
  1000: 'Server error',
  1100: 'Save failed',
  1110: 'Upload failed',
  1111: 'File upload failed',
  1210: 'Resource not found',
  1300: 'Update failed',
  2000: 'Authentication required',
  3000: 'Not authorized',
  3100: 'No authorization to make submissions',
  3300: 'No authorization to make updates',
  4000: 'Invalid request',
  4100: 'Validation failed',
  4110: 'Malformed XML',
  4200: 'Malformed file',
  5001: 'Report does not exist',
  5002: 'File does not exist',
  5101: 'Report already retracted',
  5102: 'Report already finished',
};

const STATES: Readonly<Record<number, ReportState>> = {
  5001: 'missing',
  5002: 'file_missing',
  5101: 'retracted',
  5102: 'finished',
};

export function stateOf(code: number): ReportState {
  return STATES[code] ?? 'unknown';
}

export type CodeFamily = 'ok' | 'retry' | 'stop' | 'rejected' | 'state';

/** What a code asks of the caller. A family that is not known may pass by itself, so it is tried again. */
export function familyOf(code: number): CodeFamily {
  if (code === 0) return 'ok';
  switch (Math.floor(code / 1000)) {
    case 2:
    case 3:
      return 'stop';
    case 4:
      return 'rejected';
    case 5:
      return 'state';
    default:
      return 'retry';
  }
}
