import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { identify } from './sniff';
import { draw } from './testing/pictures';

const bytesOf = (text: string) => Buffer.from(text, 'latin1');
const box = (brand: string, ...compatible: string[]) => {
  const body = `ftyp${brand}\0\0\0\0${compatible.join('')}`;
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length + 4);
  return Buffer.concat([length, bytesOf(body), randomBytes(64)]);
};
const ebml = (kind: string) => Buffer.concat([bytesOf(`\x1a\x45\xdf\xa3\xa3\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82${String.fromCharCode(0x80 | kind.length)}${kind}`), randomBytes(64)]);

const known: [string, Buffer][] = [
  ['image/jpeg', await draw().jpeg().toBuffer()],
  ['image/png', await draw().png().toBuffer()],
  ['image/webp', await draw().webp().toBuffer()],
  ['image/gif', await draw().gif().toBuffer()],
  ['image/avif', await draw(1, { width: 64, height: 42 }).avif().toBuffer()],
  ['image/heic', box('heic', 'mif1', 'heic')],
  ['image/heic', box('mif1', 'mif1', 'heic')],
  ['image/avif', box('mif1', 'mif1', 'avif')],
  ['video/mp4', box('isom', 'isom', 'iso2', 'avc1', 'mp41')],
  ['video/mp4', box('mp42', 'mp42', 'isom')],
  ['video/mp4', box('M4V ', 'isom')],
  ['video/mp4', box('3gp5', 'isom')],
  ['video/quicktime', box('qt  ', 'qt  ')],
  ['video/quicktime', bytesOf('\0\0\0\x08wide\0\0\x10\0mdat')],
  ['video/webm', ebml('webm')],
  ['video/x-matroska', ebml('matroska')],
];

describe('pictures and videos are told by their first bytes, whatever they are called', () => {
  test.each(known)('%s', (type, bytes) => {
    for (const claim of [type, null, '', 'application/octet-stream', `${type}; charset=x`, 'nonsense']) expect(identify(bytes, claim)).toEqual({ contentType: type, claimedType: null });
    expect(identify(bytes, 'application/json')).toEqual({ contentType: type, claimedType: 'application/json' });
  });

  test('other names of the same kind are no other kind', () => {
    expect(identify(known[0]![1], 'image/jpg')).toEqual({ contentType: 'image/jpeg', claimedType: null });
  });
});

test('what is not known is kept when its sender calls it a picture or a video, and only then', () => {
  const unknown = Buffer.concat([Buffer.of(0, 1, 2), randomBytes(500)]);
  for (const claim of ['image/jxl', 'video/x-new', 'IMAGE/PNG; q=1']) {
    expect(identify(unknown, claim)).toEqual({ contentType: 'application/octet-stream', claimedType: claim.split(';')[0]!.toLowerCase() });
  }
  for (const claim of [null, '', 'application/octet-stream', 'application/pdf', 'audio/mpeg', 'image', 'image/svg+xml']) expect(identify(unknown, claim), String(claim)).toBeNull();
});

test('texts, and what can carry programs in them, are refused whatever they are called', () => {
  const texts = ['hello', '<svg xmlns="http://www.w3.org/2000/svg"/>', '\n <?xml version="1.0"?><svg/>', '<!doctype html><script>1</script>', '{"a":1}', '\xef\xbb\xbf<svg/>', 'Gr\xfc\xdfe\t\r\n'];
  const wide = Buffer.concat([Buffer.of(0xff, 0xfe), Buffer.from('<svg/>', 'utf16le')]);
  for (const bytes of [...texts.map(bytesOf), wide]) for (const claim of [null, 'image/png', 'video/mp4', 'image/svg+xml', 'text/html']) expect(identify(bytes, claim)).toBeNull();
});
