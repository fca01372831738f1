import { z } from 'zod';
import { isShredded, openText, unwrapKey } from '@/lib/evidence';

const account = z.object({ estimatedLocation: z.object({ countryCode: z.string().regex(/^[A-Za-z]{2}$/) }).optional().catch(undefined) });
/** The parts of a submission that routes are chosen by; whatever is written otherwise counts as not said. */
const submission = z.object({
  subject: account.catch({}),
  participants: z.array(account.catch({})).catch([]),
  files: z.array(z.object({ location: z.string().optional().catch(undefined) }).catch({})).catch([]),
  incidents: z.array(z.object({ urls: z.array(z.string()).catch([]) }).catch({ urls: [] })).catch([]),
});

interface SealedItem {
  readonly id: string;
  readonly sealedBody: Uint8Array;
  readonly wrappedKey: Uint8Array;
  readonly kekId: string;
}

export interface Sent {
  /** Countries of the subject and the others, as the platform estimated them; capital letters. */
  readonly users: readonly string[];
  /** Whether the content has an address of its own. */
  readonly hasAddress: boolean;
}

/** What the platform said of an item that no column has. @throws BrokenSeal when the stored submission was changed or moved. */
export function sentOf(item: SealedItem): Sent {
  // Of a destroyed item nothing is known any more, and nothing is reported; its page still opens.
  if (isShredded(item)) return { users: [], hasAddress: false };
  const body: unknown = JSON.parse(openText(unwrapKey(item), { purpose: 'item', id: item.id }, item.sealedBody));
  const { subject, participants, files, incidents } = submission.parse(body);
  return {
    users: [subject, ...participants].flatMap(({ estimatedLocation }) => estimatedLocation?.countryCode.toUpperCase() ?? []),
    hasAddress: files.some(({ location }) => location !== undefined) || incidents.some(({ urls }) => urls.length > 0),
  };
}
