import { spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { openPromise } from 'yauzl';
import { openPdf } from './pdf-text';

/** Every file of a ZIP by its name. */
export async function unzip(path: string): Promise<Map<string, Buffer>> {
  const zip = await openPromise(path);
  const files = new Map<string, Buffer>();
  for await (const entry of zip.eachEntry()) files.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  return files;
}

/** As poppler reads a PDF; null where it is not on this machine. */
function popplerText(pdf: Buffer): string | null {
  const { error, stdout, status } = spawnSync('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], { input: pdf, maxBuffer: 64 * 1024 * 1024 });
  if (error) return null;
  if (status !== 0) throw new Error('pdftotext could not read the document');
  return stdout.toString('utf8');
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return value === null || typeof value !== 'object' ? [] : [...Object.keys(value), ...Object.values(value).flatMap(stringsIn)];
}

/** Of JSON and JSON lines, what their strings say once they are read, since they may be written with escapes. */
function jsonStrings(text: string): string[] {
  return [text, ...text.split('\n')].flatMap((each) => {
    try {
      return stringsIn(JSON.parse(each));
    } catch {
      return [];
    }
  });
}

const base64Strings = (text: string): string[] => Array.from(text.matchAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g), ([token]) => Buffer.from(token, 'base64').toString('utf8'));
const percentStrings = (text: string): string[] => Array.from(text.matchAll(/(?:[^\s"]*%[\da-fA-F]{2})+[^\s"]*/g), ([token]) => token.replace(/(?:%[\da-fA-F]{2})+/g, (bytes) => Buffer.from(bytes.replaceAll('%', ''), 'hex').toString('utf8')));

/**
 * All that somebody can read in a file of a package, in every way that we know to read it: its bytes in four encodings, JSON
 * strings without their escapes, what stands in base64 or percent signs, and of a PDF the text of its pages, by our own
 * reading and by poppler's, and every stream inflated.
 */
export function readingsOf(name: string, bytes: Buffer): Map<string, string> {
  const text = bytes.toString('utf8');
  const found = new Map([
    ['name', name],
    ['UTF-8', text],
    ['Latin-1', bytes.toString('latin1')],
    ['UTF-16', bytes.toString('utf16le')],
    ['UTF-16, big-endian', Buffer.from(bytes.subarray(0, bytes.length & ~1)).swap16().toString('utf16le')],
    ['JSON', jsonStrings(text).join('\n')],
    ['base64', base64Strings(text).join('\n')],
    ['percent signs', percentStrings(text).join('\n')],
  ]);
  if (!name.endsWith('.pdf')) return found;
  const { text: pages, streams } = openPdf(bytes);
  found.set('pages', pages);
  for (const [at, stream] of streams.entries()) {
    found.set(`stream ${at}`, stream.toString('utf8'));
    found.set(`stream ${at} in Latin-1`, stream.toString('latin1'));
    found.set(`stream ${at} in UTF-16`, Buffer.from(stream.subarray(0, stream.length & ~1)).swap16().toString('utf16le'));
  }
  const poppler = popplerText(bytes);
  if (poppler !== null) found.set('pages by poppler', poppler);
  return found;
}

/** As a search compares: without case, forms of a character, or where lines break. */
export const flat = (text: string): string => text.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC').replace(/[\s\p{Default_Ignorable_Code_Point}]+/gu, '');
