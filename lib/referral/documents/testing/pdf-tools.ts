import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const OUTPUT_MAX = 50_000_000;

/** Apache PDFBox and what it needs, where Debian puts it: libpdfbox2-java, libactivation-java, libjaxb-api-java. */
const JARS = ['preflight', 'pdfbox2', 'fontbox2', 'xmpbox', 'commons-logging', 'javax.activation', 'jaxb-api'].map((name) => join('/usr/share/java', `${name}.jar`));

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

/** Whether other people's programs are here; `npm test` installs them where it may. */
export const hasPreflight = has('java') && JARS.every((jar) => existsSync(jar));
export const hasQpdf = has('qpdf');
export const hasPdftotext = has('pdftotext');

/** What PDFBox Preflight finds wrong with files as PDF/A-1b; nothing when they are right. */
export async function preflight(files: readonly string[]): Promise<string> {
  const { stdout } = await run('java', ['-cp', JARS.join(':'), join('lib', 'referral', 'documents', 'testing', 'Preflight.java'), ...files], { maxBuffer: OUTPUT_MAX });
  return stdout;
}

/** What qpdf says of a file's structure. @throws when anything is wrong with it, warnings included. */
export const qpdfCheck = async (file: string): Promise<string> => (await run('qpdf', ['--check', file])).stdout;

interface Bookmark {
  readonly title: string;
  readonly destpageposfrom1: number;
  readonly kids: readonly Bookmark[];
}

/** Bookmarks with their pages, from 1, in the order of reading. */
export async function bookmarks(file: string): Promise<[title: string, page: number][]> {
  const { stdout } = await run('qpdf', ['--json', '--json-key=outlines', file], { maxBuffer: OUTPUT_MAX });
  const flat = (items: readonly Bookmark[]): [string, number][] => items.flatMap(({ title, destpageposfrom1, kids }) => [[title, destpageposfrom1] as [string, number], ...flat(kids)]);
  return flat((JSON.parse(stdout) as { outlines: Bookmark[] }).outlines);
}

/** Its text as Poppler reads it, a string a page, in the order in which it was written. */
export async function pageTexts(file: string): Promise<string[]> {
  const { stdout } = await run('pdftotext', ['-raw', '-enc', 'UTF-8', file, '-'], { maxBuffer: OUTPUT_MAX });
  return stdout.split('\f').slice(0, -1);
}
