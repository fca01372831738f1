import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FILLS } from '../portal/fills';
import { DIRECTORY, findHotline, hotlineNameOf } from './index';

const NOT_ENTRIES = ['index.ts', 'entry.ts', 'generic-form.ts', 'member.ts', 'directory.test.ts'];
const files = ['.', 'inhope'].flatMap((folder) => readdirSync(join(import.meta.dirname, folder)).filter((name) => name.endsWith('.ts') && !NOT_ENTRIES.includes(name)));

test('every data file is in the directory, under the name of its file, once', () => {
  expect(DIRECTORY.map(({ id }) => id).sort()).toEqual(files.map((name) => name.replace('.ts', '')).sort());
});

test('an authority is found by its id, and one that is gone keeps its id as its name', () => {
  expect([findHotline('uk-nca')?.name, findHotline('gone'), hotlineNameOf('iwf'), hotlineNameOf('gone')]).toEqual(['National Crime Agency', null, 'Internet Watch Foundation', 'gone']);
});

test.each(DIRECTORY)('the entry of $id is complete', (entry) => {
  expect(entry.id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
  expect(entry.name.length).toBeGreaterThan(2);
  if (entry.country !== null) expect(entry.country).toMatch(/^[A-Z]{2}$/);
  expect(entry.source).toMatch(/\.$/);
  // What takes nothing could never be routed to; what takes addresses only takes neither files nor text.
  expect(entry.takes.text || entry.takes.files || entry.takes.urlsOnly).toBe(true);
  if (entry.takes.urlsOnly) expect(entry.takes).toEqual({ text: false, files: false, urlsOnly: true });
  for (const other of entry.notBeside?.hotlines ?? []) expect([other, findHotline(other)?.id]).toEqual([other, other]);
  // A person has to get there; machines are told their addresses by settings.
  if (entry.channel === 'portal') expect(entry.website).toMatch(/^https:\/\/[a-z]/);
  expect(entry.form !== undefined).toBe(entry.channel === 'portal');
});

test.each(DIRECTORY.flatMap(({ id, form, takes }) => (form ? [{ id, form, takes }] : [])))('the form of $id can be filled in', ({ form, takes }) => {
  const fields = form.sections.flatMap((section) => section.fields);
  expect(new Set(fields.map(({ key }) => key)).size).toBe(fields.length);
  for (const { key, label, from } of fields) {
    expect(key).toMatch(/^[a-z][A-Za-z]*$/);
    expect(label).not.toBe('');
    expect(FILLS[from].howToClose).toMatch(/\.$/);
  }
  for (const words of [form.basis, form.files.words, form.reference.hint, ...form.checklist]) expect(words).toMatch(/\.$/);
  expect(form.checklist.length).toBeGreaterThan(1);
  expect(form.files.isTaken).toBe(takes.files);
  expect(['', ' ', '-', 'x'.repeat(200), 'two\nlines', '<b>1</b>'].filter((text) => form.reference.pattern.test(text))).toEqual([]);
  expect(['2026-0012345', 'AB 123/45', 'f3c1.9'].filter((text) => !form.reference.pattern.test(text))).toEqual([]);
});

test('the NCA is asked in the order of the schedule', () => {
  const labels = findHotline('uk-nca')?.form?.sections.flatMap(({ fields }) => fields.map(({ key }) => key));
  expect(labels).toEqual([
    'name', 'email', 'phone', 'content', 'text', 'detection', 'platform', 'earlier', 'uploadTime', 'uploadAddress', 'exif', 'url', 'hashes',
    'username', 'billing', 'accountEmail', 'recoveryEmail', 'phones', 'profile', 'logins', 'declaration', 'priority',
  ]);
});
