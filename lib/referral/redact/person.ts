import type { TermKind } from './schema';

export interface Identifier {
  readonly kind: Exclude<TermKind, 'phrase' | 'part'>;
  readonly text: string;
}

/** Somebody who takes part in a case, with everything that is theirs alone, as far as it was ever sent. */
export interface Person {
  readonly accountId: string;
  /** A4: how documents call them. */
  readonly name: string;
  readonly identifiers: readonly Identifier[];
}

/** What stands in the place of an identifier. It says what was there and whose it was, the same in every issue, and nothing else. */
export function standInOf(kind: Identifier['kind'] | 'part', name: string): string {
  const whats: Partial<Record<typeof kind, string>> = { url: 'profile page of', email: 'e-mail address of', ip: 'IP address of', phone: 'telephone number of', device: 'device of', address: 'address of' };
  return `[${whats[kind] ?? 'person'} ${name}]`;
}

/** In the place of marked words and messages. */
export const REDACTED = '[redacted]';
