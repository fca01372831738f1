import { expect, test } from 'vitest';
import { SIGNATURE_HEADERS } from '@/lib/access/schema';
import { openApiDocument } from './openapi';
import { itemInput } from './schema';

const text = JSON.stringify(openApiDocument());
const document = JSON.parse(text) as {
  openapi: string;
  paths: Record<string, { post: { parameters: { name: string; in: string }[]; responses: Record<string, unknown>; security: unknown[] } }>;
  components: { schemas: Record<string, { properties: Record<string, unknown>; required: string[] }> };
};

test('the document is OpenAPI 3.1 and every reference in it leads somewhere', () => {
  expect(document.openapi).toMatch(/^3\.1\./);
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
  expect(references.length).toBeGreaterThan(5);
  for (const name of references) expect(document.components.schemas).toHaveProperty(name);
});

test('both calls need the key and say every way in which they answer', () => {
  const statuses = (path: string) => Object.keys(document.paths[path]!.post.responses);
  expect(statuses('/api/intake/v1/media')).toEqual(['200', '201', '400', '401', '403', '413', '415', '429', '503']);
  expect(statuses('/api/intake/v1/items')).toEqual(['200', '201', '207', '400', '401', '403', '409', '413', '415', '422', '429', '503']);
  for (const { post } of Object.values(document.paths)) {
    expect(post.security).toEqual([{ apiKey: [] }]);
    expect(post.parameters.map((each) => [each.in, each.name])).toEqual(Object.values(SIGNATURE_HEADERS).map((name) => ['header', name]));
  }
});

test('an item is described by the schema that checks it, field for field', () => {
  const { properties, required } = document.components.schemas.Item!;
  expect(Object.keys(properties).sort()).toEqual(Object.keys(itemInput.shape).sort());
  expect([...required].sort()).toEqual(['externalId', 'occurredAt', 'platform', 'signals', 'subject']);
});
