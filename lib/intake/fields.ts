import { z } from 'zod';
import { storable } from '@/lib/kernel/text';

/** The kinds of field that items are made of. */
export const line = (max: number) => storable(z.string()).min(1, 'Must not be empty').max(max, `Must have at most ${max} characters`);
export const externalId = line(200).describe('The platform’s own identifier, opaque to the desk');
export const open = (values: readonly string[]) => line(60).describe(`One of ${values.join(', ')}; other values are kept and marked`);
export const mediaId = z.uuid('Must be a mediaId as POST /media answered it').toLowerCase();
export const webAddress = storable(z.url({ protocol: /^https?$/, error: 'Must be an http or https address' })).max(2083, 'Must have at most 2083 characters');

/** JavaScript and the database write other years in ways that differ. What is no date at all is the format's to say. */
function hasPlainYear(text: string): boolean {
  const year = new Date(text).getUTCFullYear();
  return Number.isNaN(year) || (year >= 1900 && year <= 9998);
}
export const instant = z.iso
  .datetime({ offset: true, error: 'Must be a date and time with its offset, for example 2026-11-20T08:15:00+01:00' })
  .max(40, 'Must have at most 40 characters')
  .refine(hasPlainYear, 'Must be between the years 1900 and 9998')
  .describe('ISO 8601 with offset; the offset is kept, since hotlines ask for it');
