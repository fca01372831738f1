import { z } from 'zod';

export const packetInput = z.object({ reportId: z.uuid() });
export const packetFileInput = z.object({ reportId: z.uuid(), fileId: z.uuid() });
export const referenceInput = z.object({ reportId: z.uuid(), reference: z.string().trim().min(1, 'Enter the number that the authority gave').max(200, 'Must have at most 200 characters') });
