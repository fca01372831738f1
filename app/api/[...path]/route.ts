import { fail, randomIds } from '@/lib/kernel';
import { problemResponse } from '@/lib/web';

/** Whoever asks for what is not there is a program: it gets a problem, and not the page that people get. */
function nothingHere(): Response {
  return problemResponse(fail('not_found', 'There is nothing at this address. /api/openapi.json says what there is.').problem, randomIds.next());
}

export { nothingHere as GET, nothingHere as POST, nothingHere as PUT, nothingHere as PATCH, nothingHere as DELETE };
