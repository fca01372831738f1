import { openApiDocument } from '@/lib/intake';

/** GET: the intake's OpenAPI 3.1 document; it describes, so it needs no key. */
export const GET = () => Response.json(openApiDocument(), { headers: { 'Cache-Control': 'no-cache', 'X-Content-Type-Options': 'nosniff' } });
