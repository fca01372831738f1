import type { z } from 'zod';

/** Half of a surrogate pair without its other half. */
const LONE_HALF = /\p{Surrogate}/gu;

/** Half a character is legal in JSON and JavaScript and in no encoding; as everywhere else it becomes U+FFFD. */
export function toWellFormed(text: string): string {
  return text.replace(LONE_HALF, '\ufffd');
}

/** The text as PostgreSQL can keep it: halves of characters are replaced, the character NUL is refused. */
export function storable<S extends z.ZodType<string>>(schema: S): S {
  // `never`, since TypeScript cannot tell that a schema of strings it does not know puts out any string.
  return schema.overwrite((text) => toWellFormed(text) as never).refine((text) => !text.includes('\0'), 'Must not contain the character NUL');
}
