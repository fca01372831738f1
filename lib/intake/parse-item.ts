import type { z } from 'zod';
import { type Result, ok, refusal } from '@/lib/kernel';
import { NAMED_MAX, type ItemInput, itemFrame, itemParts } from './schema';

type Issue = z.core.$ZodIssue;

/** The elements of one list, read until there is enough to refuse the item for. */
function readList<T>(element: z.ZodType<T>, raw: unknown, name: string, issues: Issue[]): T[] {
  const list: unknown = (raw as Record<string, unknown>)[name];
  // The list itself is left out, or wrong and already told.
  if (!Array.isArray(list) || issues.some(({ path }) => path.length === 1 && path[0] === name)) return [];
  const read: T[] = [];
  for (const [at, value] of list.entries()) {
    if (issues.length > NAMED_MAX) break;
    const parsed = element.safeParse(value);
    if (parsed.success) read.push(parsed.data);
    else issues.push(...parsed.error.issues.map((issue) => ({ ...issue, path: [name, at, ...issue.path] })));
  }
  return read;
}

/**
 * Reads an item as `itemInput` does, and stops where more errors would only be counted: a hundred kilobytes can hold
 * as many thousand of them, and each costs more than a good field does.
 */
export function parseItem(raw: unknown, namedMax: number): Result<ItemInput> {
  const frame = itemFrame.safeParse(raw);
  const issues: Issue[] = frame.success ? [] : [...frame.error.issues];
  if (issues.some(({ path }) => path.length === 0)) return refusal(issues, 'The item');
  const participants = readList(itemParts.participants, raw, 'participants', issues);
  const messages = readList(itemParts.messages, raw, 'messages', issues);
  const signals = readList(itemParts.signals, raw, 'signals', issues);
  const files = readList(itemParts.files, raw, 'files', issues);
  const incidents = readList(itemParts.incidents, raw, 'incidents', issues);
  if (!frame.success || issues.length > 0) return refusal(issues, 'The item', { namedMax, isCut: issues.length > NAMED_MAX });
  return ok({ ...frame.data, participants, messages, signals, files, incidents });
}
