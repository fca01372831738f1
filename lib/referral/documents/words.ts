import type { FileFacts } from '../facts';

/** 2026-11-18 08:59:30 UTC; parts of a second only where there are any. */
export function momentWords(at: Date): string {
  const [day = '', time = ''] = at.toISOString().split('T');
  return `${day} ${time.replace(/(\.000)?Z$/, '')}`;
}

export const utcWords = (at: Date): string => `${momentWords(at)} UTC`;

export const countWords = (count: number, one: string, many = `${one}s`): string => `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;

/** "E01, E02 and E03". */
export function listWords(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** So many files, and of how many of them there is no more than the hashes, because their messages were taken out. */
export function fileWords(files: readonly Pick<FileFacts, 'isTakenOut'>[]): string {
  const out = files.filter(({ isTakenOut }) => isTakenOut).length;
  return out === 0 ? countWords(files.length, 'file') : `${countWords(files.length, 'file')} (of ${out === files.length ? 'all' : out.toLocaleString('en-US')}, the hashes alone)`;
}

export const byteWords = (bytes: number): string => countWords(bytes, 'byte');

/** An id of the desk's vocabulary as words: `ongoing_extortion`. */
export const idWords = (id: string): string => id.replaceAll('_', ' ');

export const sentence = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const countries = new Intl.DisplayNames('en', { type: 'region' });
/** Germany, of DE. */
export const countryWords = (code: string): string => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code);

const BASES: Readonly<Record<string, string>> = {
  facts: 'the facts beside the files, of which none was looked at',
  blurred: 'blurred grey previews',
  revealed: 'the original, looked at',
};
/** What a decision was made on. */
export const basisWords = (basis: string): string => BASES[basis] ?? idWords(basis);

const ENCRYPTIONS: Readonly<Record<string, string>> = {
  none: 'not encrypted',
  transport: 'encrypted between the device and the service',
  end_to_end: 'encrypted from end to end',
};
export const encryptionWords = (encryption: string): string => ENCRYPTIONS[encryption] ?? idWords(encryption);
