import { z } from 'zod';

export * from './agencies/schema';
export * from './gather/schema';
export * from './read/schema';
export * from './redact/schema';
export * from './request/schema';

export const referralInput = z.object({ caseId: z.uuid() });

/** The files of a referral that are always there, by the names that its README explains. */
export const README = 'README.txt';
export const CASE_FILE = 'case.json';
export const MANIFEST = 'manifest-sha256.txt';
