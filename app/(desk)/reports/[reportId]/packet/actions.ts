'use server';
import { enterReference, grantFile, packetFileInput, referenceInput } from '@/lib/reporting';
import { action } from '@/lib/web';

export const askForFile = action({ permission: 'report.attach', input: packetFileInput, run: grantFile });
export const saveReference = action({ permission: 'report.hand_in', input: referenceInput, run: enterReference });
