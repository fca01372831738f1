'use server';
import { addAgency, addAgencyKey, checkAgencyKey, editAgency, readPastedKey, readStoredKey, retireAgency, retireAgencyKey } from '@/lib/referral';
import { addAgencyInput, addAgencyKeyInput, agencyIdInput, agencyKeyIdInput, checkAgencyKeyInput, editAgencyInput } from '@/lib/referral/schema';
import { action } from '@/lib/web';

export const add = action({ permission: 'agency.manage', input: addAgencyInput, run: addAgency });
export const edit = action({ permission: 'agency.manage', input: editAgencyInput, run: editAgency });
export const retire = action({ permission: 'agency.manage', input: agencyIdInput, run: retireAgency });
export const addKey = action({ permission: 'agency.manage', input: addAgencyKeyInput, prepare: readPastedKey, run: addAgencyKey });
export const checkKey = action({ permission: 'agency.check_key', input: checkAgencyKeyInput, prepare: readStoredKey, run: checkAgencyKey });
export const retireKey = action({ permission: 'agency.manage', input: agencyKeyIdInput, run: retireAgencyKey });
