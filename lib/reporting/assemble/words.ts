import { momentText } from '../words';

/** A moment that a platform sent as text, as hotlines read it; what is no moment stays as it is. */
export function saidMoment(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? text : momentText({ at, text });
}

/** Lines of words from what is there; undefined when nothing is. */
export function lines(...parts: readonly (string | undefined | null | false)[]): string | undefined {
  const said = parts.filter((part): part is string => typeof part === 'string' && part.trim() !== '');
  return said.length > 0 ? said.join('\n') : undefined;
}

/** Everything in a value as one line of words, for what a form has no element for: `profile bio: …; devices: …`. */
export function inWords(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(inWords).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.entries(value)
    .filter(([, inner]) => inner !== undefined && inner !== null)
    .map(([name, inner]: [string, unknown]) => `${spaced(name)}: ${inWords(inner)}`)
    .join('; ');
}

/** `what: value`, or undefined when there is no value. */
export function said(what: string, value: unknown): string | undefined {
  const isNothing = value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);
  return isNothing ? undefined : `${what}: ${inWords(value)}`;
}

function spaced(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
