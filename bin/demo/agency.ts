import { addAgency, addAgencyKey, checkAgencyKey } from '@/lib/referral';
import { must } from './must';
import type { As } from './people';

/** Invented, and says so: an address that leads nowhere, a telephone number of films. */
const AGENCY = {
  name: 'Example County Police (invented)',
  country: 'US',
  unit: 'Desk for harm online',
  contactName: 'Detective Pat Example',
  email: 'harm-online@county-police.example',
  phone: '+1 202 555 0143',
};

/**
 * Adds an agency to the directory, with a key that somebody else has had read back, so that a referral can go to it.
 * @param recipient of age; whoever loads the demo has the other half.
 */
export async function addDemoAgency(as: As, recipient: string): Promise<string> {
  const { agencyId } = must(await addAgency(as('liaison', 18), AGENCY));
  const { keyId } = must(await addAgencyKey(as('liaison', 17), { agencyId, publicKey: recipient }));
  const checked = must(await checkAgencyKey(as('supervisor', 15), { keyId, readBack: recipient, numberFrom: 'the county’s own site (invented)' }));
  if (checked.kind !== 'checked') throw new Error('The key of the demo’s agency is not what was read back.');
  return agencyId;
}
