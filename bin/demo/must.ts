import type { Result } from '@/lib/kernel';

/** What a verb answered. @throws when it refused: then the demo asks for something that the desk does not do. */
export function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.safeMessage} ${result.problem.fields.map(({ field, message }) => `${field}: ${message}`).join('; ')}`);
  return result.value;
}
