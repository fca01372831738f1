import { buffer } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import type { ReferralFacts } from '../../facts';
import { sampleFacts } from '../../testing';
import { bareFacts, HARD_TEXTS, hardFacts } from '../testing/hard-facts';
import { longFacts } from '../testing/long-facts';
import { simpleParts } from './simple-parts';

const TABLES = ['accounts', 'items', 'messages', 'files', 'signals', 'ip-events', 'decisions', 'reports', 'notes', 'custody'].map((name) => `${name}.csv`);

async function contentOf(facts: ReferralFacts, path: string): Promise<string> {
  const content = simpleParts(facts).find((part) => part.path === path)?.content ?? '';
  // Not as `text()` reads it, which takes the mark at the beginning away.
  return typeof content === 'string' ? content : (await buffer(await content())).toString('utf8');
}

/** RFC 4180, by a reader that knows nothing of the writer: rows of cells. */
function parse(csv: string): string[][] {
  const rows: string[][] = [];
  let [row, cell, isQuoted]: [string[], string, boolean] = [[], '', false];
  for (let at = 0; at < csv.length; at++) {
    const character = csv[at];
    if (isQuoted && character === '"' && csv[at + 1] === '"') cell += csv[++at];
    else if (character === '"') isQuoted = !isQuoted;
    else if (isQuoted) cell += character;
    else if (character === ',') {
      row.push(cell);
      cell = '';
    } else if (character === '\r' && csv[at + 1] === '\n') {
      rows.push([...row, cell]);
      [row, cell] = [[], ''];
      at++;
    } else cell += character;
  }
  return rows;
}

async function rowsOf(facts: ReferralFacts, path: string): Promise<Record<string, string>[]> {
  const csv = await contentOf(facts, path);
  expect(csv.startsWith('\ufeff')).toBe(true);
  const [head = [], ...rows] = parse(csv.slice(1));
  return rows.map((row) => {
    expect(row.length).toBe(head.length);
    return Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']));
  });
}

test('there is a README and a table for every kind of fact, also where there are none', async () => {
  for (const facts of [sampleFacts(), bareFacts()]) {
    expect(simpleParts(facts).map(({ path }) => path)).toEqual(['README.txt', ...TABLES]);
    const text = await contentOf(facts, 'README.txt');
    for (const table of TABLES) expect(text).toContain(`  ${table}`);
  }
  expect(await rowsOf(bareFacts(), 'messages.csv')).toEqual([]);
});

test('messages stand in their table as they were sent, whatever they are', async () => {
  const rows = await rowsOf(hardFacts(), 'messages.csv');
  const wellFormed = (text: string) => Buffer.from(text, 'utf8').toString('utf8');
  // What a spreadsheet would run has an apostrophe before it, as the README says.
  expect(rows.slice(0, HARD_TEXTS.length).map(({ text }) => text)).toEqual(HARD_TEXTS.map((text) => wellFormed(text.startsWith('=') ? `'${text}` : text)));
});

test('files have their hashes and their places, and no places where the package has no files', async () => {
  const { exhibits } = sampleFacts();
  const files = exhibits.flatMap((exhibit) => exhibit.files);
  const rows = await rowsOf(sampleFacts(), 'files.csv');
  expect(rows.map(({ file, path, sha256, sha1, md5 }) => ({ name: file, path, sha256, sha1, md5 }))).toEqual(files.map(({ name, path, sha256, sha1, md5 }) => ({ name, path, sha256, sha1, md5 })));
  const withoutFiles = exhibits.map((exhibit) => ({ ...exhibit, files: exhibit.files.map((file) => ({ ...file, path: null })) }));
  expect((await rowsOf(sampleFacts({ exhibits: withoutFiles }), 'files.csv')).map(({ path }) => path)).toEqual(files.map(() => ''));
});

test('times are in UTC with what the platform wrote beside them, and what was viewed stands apart from what was not', async () => {
  const [item] = await rowsOf(sampleFacts(), 'items.csv');
  expect(item).toMatchObject({ exhibit: 'E01', occurred_at: '2026-11-18T08:59:30.250Z', occurred_at_as_sent: '2026-11-18T09:59:30.25+01:00', participants: 'A1 A2 A4' });
  const [report] = await rowsOf(sampleFacts(), 'reports.csv');
  expect(report).toMatchObject({ receipt: '4000123', files_viewed: 'E01-2', files_not_viewed: 'E01-1', filed_as_test: 'yes' });
});

test('in test mode the README and every row of every table say that nothing is real; otherwise none does', async () => {
  const real = sampleFacts();
  const facts = { test: real, real: { ...real, referral: { ...real.referral, isTest: false } } };
  for (const [mode, these] of Object.entries(facts)) {
    expect((await contentOf(these, 'README.txt')).startsWith('TEST MODE')).toBe(mode === 'test');
    for (const table of TABLES) for (const row of await rowsOf(these, table)) expect(row.test_mode).toBe(mode === 'test' ? 'yes' : 'no');
  }
});

test('the README says by what right it is handed over, and of an emergency in whose words why', async () => {
  expect(await contentOf(sampleFacts(), 'README.txt')).toContain('Basis    Search warrant, EX 123/26 – „Übung“, Amtsgericht Beispielstadt\n');
  expect(await contentOf(sampleFacts(), 'README.txt')).not.toContain('Why without');
  const text = await contentOf(bareFacts(), 'README.txt');
  expect(text).toContain('Basis    Emergency: danger of death or serious injury, without legal process, DO 17/26, Example duty officer\n');
  expect(text).toContain('Why without legal process\n\n  Somebody wrote that they wait at the old lighthouse tonight,\n  and nobody has reached');
});

test('a long conversation is whole in its table, and can be read twice', async () => {
  const facts = longFacts(1_234);
  const [part] = simpleParts(facts).filter(({ path }) => path === 'messages.csv');
  expect((await rowsOf(facts, 'messages.csv')).length).toBe(1_234 + 3);
  const open = part?.content;
  if (typeof open !== 'function') throw new Error('A table is a stream.');
  expect((await buffer(await open())).equals(await buffer(await open()))).toBe(true);
});
