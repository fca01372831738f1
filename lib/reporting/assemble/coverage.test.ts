import { expect, test } from 'vitest';
import { coverageRows, serializeFileDetails, serializeReport } from '@/lib/hotlines';
import { pathsIn } from '@/lib/hotlines/testing';
import { EVERYTHING } from '../testing/facts';
import { assemble } from './report';

const { report, files } = assemble(EVERYTHING);
const written = new Set([serializeReport(report), ...files.map(({ details }) => serializeFileDetails({ ...details, reportId: '1', fileId: '1' }))].flatMap(pathsIn));
const rows = coverageRows();
const filled = rows.filter(({ source }) => typeof source === 'string').map(({ path }) => path);
const never = rows.filter(({ source }) => typeof source !== 'string').map(({ path }) => path);

test('every element and attribute that is said to be filled stands in the report of one of whom everything is known', () => {
  expect(filled.filter((path) => !written.has(path))).toEqual([]);
});

test('nothing stands in a report that the table says is never filled', () => {
  expect([...written].filter((path) => never.some((one) => path === one || path.startsWith(`${one}/`) || path.startsWith(`${one}@`)))).toEqual([]);
});

test('whatever stands in a report has its line', () => {
  const groups = new Set(filled.flatMap((path) => path.split('@')[0]?.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/')) ?? []));
  expect([...written].filter((path) => !groups.has(path) && !filled.includes(path))).toEqual([]);
});
