import { z } from 'zod';
import type { Leaf } from './grammar';

const calendarDay = z.iso.date();
const TIME_AND_ZONE = /^T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))$/;
const LARGEST_LONG = 2n ** 63n - 1n;

function isDate(value: string): boolean {
  return calendarDay.safeParse(value).success;
}

/** The schema would accept a moment without a zone; an investigator could not use it. */
function isMoment(value: string): boolean {
  return isDate(value.slice(0, 10)) && TIME_AND_ZONE.test(value.slice(10));
}

function isLong(value: string): boolean {
  return /^\d{1,19}$/.test(value) && BigInt(value) <= LARGEST_LONG;
}

function checkText(leaf: Leaf, value: string): string | undefined {
  if (leaf.values && !leaf.values.includes(value)) return 'is not one of the values that the hotline accepts';
  // Counted in characters, not in UTF-16 units, as XML counts them.
  if (leaf.maxLength !== undefined && value.length > leaf.maxLength && [...value].length > leaf.maxLength) {
    return `is longer than ${leaf.maxLength} characters`;
  }
  if (leaf.pattern && !leaf.pattern.test(value)) return 'does not have the form that the hotline asks for';
  if (leaf.isBlankRefused && value.trim() === '') return 'must not be blank';
  return undefined;
}

function checkNumber(leaf: Leaf, value: number): string | undefined {
  if (leaf.type === 'int' && !Number.isInteger(value)) return 'must be a whole number';
  if (!Number.isFinite(value)) return 'must be a number';
  if (leaf.range && (value < leaf.range[0] || value > leaf.range[1])) {
    return `must be between ${leaf.range[0]} and ${leaf.range[1]}`;
  }
  return undefined;
}

/** What is wrong with one value, in words that never quote it; undefined when nothing is. */
export function checkLeaf(leaf: Leaf, value: unknown): string | undefined {
  switch (leaf.type) {
    case 'flag':
      return typeof value === 'boolean' ? undefined : 'is present or absent and carries no other value';
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'int':
    case 'double':
      return typeof value === 'number' ? checkNumber(leaf, value) : 'must be a number';
    case 'dateTime':
      return typeof value === 'string' && isMoment(value)
        ? undefined
        : 'must be a date and time with a zone, for example 2026-11-20T08:15:00Z';
    case 'date':
      return typeof value === 'string' && isDate(value) ? undefined : 'must be a date, for example 2026-11-20';
    case 'long':
      return typeof value === 'string' && isLong(value) ? undefined : 'must be a number written in digits';
    case 'token':
      return typeof value === 'string' && /^\S+$/.test(value) ? undefined : 'must be text without spaces';
    case 'string':
      return typeof value === 'string' ? checkText(leaf, value) : 'must be text';
  }
}
