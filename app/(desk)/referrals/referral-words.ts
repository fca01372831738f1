import type { ReferralRow } from '@/lib/referral/schema';

type Standing = Pick<ReferralRow, 'state' | 'isMineToApprove' | 'requestedBy'>;

/** Who has to act on a referral now, and how, in a sentence. `mayWork` is whether the reader prepares and releases referrals. */
export function nextStepWords({ state, isMineToApprove, requestedBy }: Standing, mayWork: boolean): string {
  switch (state) {
    case 'draft':
      return `${requestedBy} is preparing it. Nothing has left.`;
    case 'awaiting_approval':
      return isMineToApprove ? 'Read it, then agree or send it back.' : 'A second person reads it and agrees, or sends it back.';
    case 'approved':
      return mayWork ? 'Release it, and the package is made.' : 'A liaison releases it.';
    case 'packing':
      return 'Nobody has to do anything: the package is being made.';
    case 'failed':
      return mayWork ? 'Read what stood in the way, then have it made again.' : 'A liaison reads what stood in the way.';
    case 'released':
      return mayWork ? 'Take it along, send it, and enter the agency’s reference.' : 'A liaison sends it to the agency.';
    case 'acknowledged':
      return 'Nothing is left to do.';
    case 'expired':
      return 'It is gone from the desk. Where the agency still needs it, it is issued again.';
    case 'withdrawn':
      return 'Nothing of it leaves any more.';
  }
}

const UNITS = [
  { bytes: 1024 ** 3, sign: 'GiB' },
  { bytes: 1024 ** 2, sign: 'MiB' },
  { bytes: 1024, sign: 'KiB' },
] as const;

/** A size for people: `1.4 MiB`. */
export function sizeWords(bytes: number): string {
  const unit = UNITS.find((each) => bytes >= each.bytes);
  return unit ? `${(bytes / unit.bytes).toFixed(1)} ${unit.sign}` : `${bytes} bytes`;
}

/** `1 item`, `3 items`, `no items`. */
export const counted = (count: number, noun: string): string => `${count === 0 ? 'no' : count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
