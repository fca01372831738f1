import { OpenAPIRegistry, OpenApiGeneratorV31 } from '@asteasolutions/zod-to-openapi';
import { z } from 'zod';
import { MEDIA_LIMITS, MEBIBYTE, mediaReceipt } from '@/lib/evidence/schema';
import { BATCH_MAX, batchAnswer, itemInput, itemReceipt, problemDocument } from './schema';

const JSON_TYPE = 'application/json';
const PICTURES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif', 'image/avif', 'application/octet-stream'];

const REFUSALS: Readonly<Record<number, string>> = {
  400: 'The body cannot be read, or fields are of the wrong form; `errors` names each, of very many the first 200',
  401: 'No API key, or one that is unknown or revoked',
  403: 'The key lacks the scope intake.write',
  409: 'The externalId was used before for another body',
  413: 'Larger than the limit',
  415: 'Not a kind of content that is taken in',
  422: 'Well-formed, but it cannot be used as it is',
  503: 'Could not be stored; send it again',
};

const item = itemInput.meta({ id: 'Item' });
const receipt = itemReceipt.meta({ id: 'ItemReceipt' });
const batch = batchAnswer.meta({ id: 'BatchAnswer' });
const media = mediaReceipt.meta({ id: 'MediaReceipt' });
const problem = problemDocument.meta({ id: 'Problem' });

/** The OpenAPI 3.1 document of the intake, made from the schemas that check the requests. */
export function openApiDocument(): ReturnType<OpenApiGeneratorV31['generateDocument']> {
  const registry = new OpenAPIRegistry();
  const key = registry.registerComponent('securitySchemes', 'apiKey', { type: 'http', scheme: 'bearer', description: 'An API key with the scope intake.write' });
  const security = [{ [key.name]: [] }];
  const answer = (description: string, schema: z.ZodType) => ({ description, content: { [JSON_TYPE]: { schema } } });
  const refusals = (...codes: number[]) =>
    Object.fromEntries(codes.map((code) => [code, { description: REFUSALS[code] ?? '', content: { 'application/problem+json': { schema: problem } } }]));

  registry.registerPath({
    method: 'post',
    path: '/api/intake/v1/media',
    summary: 'Send a picture',
    description: `The raw bytes as the body, at most ${MEDIA_LIMITS.bytes / MEBIBYTE} MiB. Send files before the items that name them. Nothing is ever fetched from an address.`,
    security,
    request: { body: { required: true, content: Object.fromEntries(PICTURES.map((type) => [type, { schema: { type: 'string' as const, format: 'binary' } }])) } },
    responses: { 201: answer('Stored, sealed', media), 200: answer('The same bytes were sent before; the first answer again', media), ...refusals(400, 401, 403, 413, 415, 422, 503) },
  });
  registry.registerPath({
    method: 'post',
    path: '/api/intake/v1/items',
    summary: 'Send one item or a batch',
    description: `One item, or {"items":[…]} with up to ${BATCH_MAX}. The same externalId with the same body makes nothing new. Fields that are not described here are kept, sealed. Values outside the described lists are kept and listed in \`warnings\`.`,
    security,
    request: { body: { required: true, content: { [JSON_TYPE]: { schema: z.union([item, z.object({ items: z.array(item).min(1).max(BATCH_MAX) })]) } } } },
    responses: { 201: answer('Taken in', receipt), 200: answer('Known already; the first answer again', receipt), 207: answer('A batch: one result for each item', batch), ...refusals(400, 401, 403, 409, 413, 415, 422, 503) },
  });

  return new OpenApiGeneratorV31(registry.definitions).generateDocument({
    openapi: '3.1.0',
    info: { title: 'Watchkeeper intake', version: '1', description: 'How a platform hands flagged messages and their files to the desk.' },
    servers: [{ url: '/' }],
  });
}
