import { config } from '@/lib/kernel';
import type { AboutReferral } from './facts';

/** The company that hands it over, and whom of it to ask: the contact for authorities where there is one. */
export function providerOf(): AboutReferral['provider'] {
  const { REPORTER_COMPANY, REPORTER_FIRST_NAME, REPORTER_LAST_NAME, REPORTER_EMAIL, REPORTER_PHONE, CONTACT_FIRST_NAME, CONTACT_LAST_NAME, CONTACT_EMAIL, CONTACT_PHONE } = config();
  const contact = [CONTACT_FIRST_NAME, CONTACT_LAST_NAME].filter(Boolean).join(' ');
  return { name: REPORTER_COMPANY, contact: contact || `${REPORTER_FIRST_NAME} ${REPORTER_LAST_NAME}`, email: CONTACT_EMAIL || REPORTER_EMAIL, phone: CONTACT_PHONE || REPORTER_PHONE || null };
}
