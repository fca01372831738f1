import { type Result, collect, fail, ok } from '@/lib/kernel';
import { FIELDS_MAX, NESTING_MAX, VALUES_MAX, excessOf } from './json-size';

/**
 * The JSON body of a request: 415 when it is not said to be JSON, 413 beyond `maxBytes` (no more than that is kept in
 * memory) or too many values, 400 when it cannot be read as JSON or nests without end. Nothing of the body is repeated
 * in the answer.
 */
export async function readJson(request: Request, maxBytes: number): Promise<Result<unknown>> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') return fail('unsupported', 'The body has to be JSON: send Content-Type: application/json.');
  const tooLarge = () => fail('too_large', `The body is larger than ${maxBytes} bytes; send it in smaller parts.`);
  if (Number(request.headers.get('content-length') ?? 0) > maxBytes) return tooLarge();
  const body = request.body ? await collect(request.body, maxBytes) : new Uint8Array();
  if (!body) return tooLarge();
  const excess = excessOf(body);
  if (excess === 'many') return fail('too_large', `The body holds more than ${VALUES_MAX} values, or an object of more than ${FIELDS_MAX} fields; send it in smaller parts.`, [{ field: '(body)', message: `At most ${VALUES_MAX} values, and ${FIELDS_MAX} fields of one object` }]);
  if (excess === 'deep') return fail('invalid', 'The body is nested too deeply.', [{ field: '(body)', message: `At most ${NESTING_MAX} levels` }]);
  try {
    return ok(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as unknown);
  } catch {
    return fail('invalid', 'The body cannot be read as JSON in UTF-8.', [{ field: '(body)', message: 'Is not JSON' }]);
  }
}
