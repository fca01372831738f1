import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { SIGNATURE_HEADERS, SIGNATURE_WINDOW_S } from '@/lib/access/schema';
import { MEDIA_LIMITS, mediaReceipt } from '@/lib/evidence/schema';
import { BATCH_MAX, batchAnswer, erasureInput, erasureReceipt, itemInput, itemReceipt, problemDocument } from './schema';

const JSON_TYPE = 'application/json';
const FILES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'image/heic', 'video/mp4', 'video/quicktime', 'video/webm', 'video/x-matroska', 'application/octet-stream'];

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The body cannot be read, or fields are of the wrong form; `errors` names each, of very many the first 200',
  401: 'No API key, or one that is unknown, expired or revoked; or no valid signature where the key asks for one',
  403: 'The key lacks the scope',
  409: 'The externalId, or the reference, was used before for something else',
  413: 'Larger than the limit',
  415: 'Not a kind of content that is taken in',
  422: 'Well-formed, but it cannot be used as it is',
  429: 'Over the key’s rate; nothing was kept, send it again after `Retry-After` seconds',
  503: 'Could not be stored; send it again',
};

const item = itemInput.meta({ id: 'Item' });
const receipt = itemReceipt.meta({ id: 'ItemReceipt' });
const batch = batchAnswer.meta({ id: 'BatchAnswer' });
const media = mediaReceipt.meta({ id: 'MediaReceipt' });
const erasure = erasureInput.meta({ id: 'Erasure' });
const erasureAnswer = erasureReceipt.meta({ id: 'ErasureReceipt' });
const problem = problemDocument.meta({ id: 'Problem' });

/** The OpenAPI 3.1 document of the intake, made from the schemas that check the requests. */
export function openApiDocument(): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry();
  const key = registry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer', description: 'An API key with the scope intake.media for files, intake.items for items, erasure.request for erasures' });
  const header = (name: string, description: string, pattern: string) =>
    ({ name, in: 'header' as const, required: false, description: `${description} Only where the key asks for signatures.`, schema: { type: 'string' as const, pattern } });
  const parameters = [
    header(SIGNATURE_HEADERS.timestamp, `Seconds since 1970, at most ${SIGNATURE_WINDOW_S} from the desk’s clock.`, '^\\d{1,12}$'),
    header(SIGNATURE_HEADERS.nonce, 'Another one for each try.', '^[\\w.~+/=-]{16,64}$'),
    header(SIGNATURE_HEADERS.contentSha256, 'SHA-256 of the body.', '^[0-9a-f]{64}$'),
    header(SIGNATURE_HEADERS.signature, 'v1= and the HMAC-SHA256, in hex, under the signing key, over timestamp, nonce, method, path with its query and the body’s SHA-256, joined by line feeds.', '^v1=[0-9a-f]{64}$'),
  ];
  const security = [{ [key.name]: [] }];
  const answer = (description: string, schema: z.ZodType) => ({ description, content: { [JSON_TYPE]: { schema } } });
  const refusals = (...codes: number[]) =>
    Object.fromEntries(codes.map((code) => [code, { description: REFUSALS[code] ?? '', content: { 'application/problem+json': { schema: problem } } }]));

  registry.registerPath({
    method: 'post',
    path: '/api/intake/v1/media',
    summary: 'Send a picture or a video',
    description: `The raw bytes as the body, at most ${MEDIA_LIMITS.bytes}. What they are is told by themselves; a wrong Content-Type is kept as what the sender said. Bytes of an unknown kind are taken when the Content-Type is image/… or video/…; texts, HTML, XML and SVG are not. The file is sealed and stored when the answer comes, and looked at later: width and height are null until then, and a file that cannot be read is kept all the same. Send files before the items that name them. Nothing is ever fetched from an address.`,
    security,
    parameters,
    request: { body: { required: true, content: Object.fromEntries(FILES.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }])) } },
    responses: { 201: answer('Stored, sealed', media), 200: answer('The same bytes were sent before; the file of then', media), ...refusals(400, 401, 403, 413, 415, 429, 503) },
  });
  registry.registerPath({
    method: 'post',
    path: '/api/intake/v1/items',
    summary: 'Send one item or a batch',
    description: `One item, or {"items":[…]} with up to ${BATCH_MAX}. The same externalId with the same body makes nothing new. Fields that are not described here are kept, sealed. Values outside the described lists are kept and listed in \`warnings\`.`,
    security,
    parameters,
    request: { body: { required: true, content: { [JSON_TYPE]: { schema: z.union([item, z.object({ items: z.array(item).min(1).max(BATCH_MAX) })]) } } } },
    responses: { 201: answer('Taken in', receipt), 200: answer('Known already; the first answer again', receipt), 207: answer('A batch: one result for each item', batch), ...refusals(400, 401, 403, 409, 413, 415, 422, 429, 503) },
  });

  registry.registerPath({
    method: 'post',
    path: '/api/v1/erasures',
    summary: 'Ask for the erasure of an account’s data',
    description: 'The desk erases what it has of the account as far as the law allows, at once or as soon as nothing has to be kept any more. The answer is the same in every case, and never says whether something is kept, or why: nobody is to learn from it that somebody was reported. Items that are sent after the request was finished are new data.',
    security,
    parameters,
    request: { body: { required: true, content: { [JSON_TYPE]: { schema: erasure } } } },
    responses: { 202: answer('Received; the same answer for the same reference', erasureAnswer), ...refusals(400, 401, 403, 409, 413, 429, 503) },
  });

  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Watchkeeper intake', version: '1', description: 'How a platform hands flagged messages and their files to the desk.' },
    servers: [{ url: '/' }],
  });
}
