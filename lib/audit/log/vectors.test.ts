import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isConsistent, isIncluded } from './verify-proof';

const FOLDER = '../shared/fixtures/merkle';
const isThere = existsSync(FOLDER);

interface Vector {
  readonly name: string;
  readonly wantErr: boolean;
  readonly [field: string]: unknown;
}

function read(kind: string): Vector[] {
  if (!isThere) return [];
  const files = readdirSync(join(FOLDER, kind), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return files.sort().map((name) => ({ ...(JSON.parse(readFileSync(join(FOLDER, kind, name), 'utf8')) as Omit<Vector, 'name'>), name }) as Vector);
}

const bytes = (text: unknown) => Uint8Array.from(Buffer.from(typeof text === 'string' ? text : '', 'base64'));
const proofOf = (vector: Vector) => ((vector['proof'] ?? []) as string[]).map(bytes);
const count = (value: unknown) => Number(value ?? 0);

const inclusion = read('inclusion');
const consistency = read('consistency');

test.skipIf(!isThere)('all 196 published vectors are there (skipped where ../shared/fixtures is absent)', () => {
  expect(inclusion.length + consistency.length).toBe(196);
});

test.each(inclusion)('inclusion $name', (vector) => {
  const isRight = isIncluded({
    index: count(vector['leafIdx']),
    size: count(vector['treeSize']),
    leafHash: bytes(vector['leafHash']),
    root: bytes(vector['root']),
    proof: proofOf(vector),
  });
  expect(isRight).toBe(!vector.wantErr);
});

test.each(consistency)('consistency $name', (vector) => {
  const isRight = isConsistent({
    size1: count(vector['size1']),
    size2: count(vector['size2']),
    root1: bytes(vector['root1']),
    root2: bytes(vector['root2']),
    proof: proofOf(vector),
  });
  expect(isRight).toBe(!vector.wantErr);
});
