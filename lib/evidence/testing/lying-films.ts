interface Box {
  /** Of its size, four bytes before its type. */
  readonly at: number;
  readonly end: number;
}

/** The first box that lies at this path of types, from the outermost on. */
function find(mp4: Buffer, path: readonly string[], from = 0, to = mp4.length): Box {
  for (let at = from; at + 8 <= to; at += Math.max(8, mp4.readUInt32BE(at))) {
    const end = at + mp4.readUInt32BE(at);
    if (mp4.toString('latin1', at + 4, at + 8) !== path[0]) continue;
    return path.length === 1 ? { at, end } : find(mp4, path.slice(1), at + 8, end);
  }
  throw new Error(`no ${path.join('/')}`);
}

const MATRIX_OF_A_QUARTER_TURN = [0, 65_536, 0, -65_536, 0, 0, 0, 0, 1 << 30];

/** Says in an MP4's header that its picture is to be turned by a quarter, as phones do. */
export function turned(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  const { at } = find(copy, ['moov', 'trak', 'tkhd']);
  MATRIX_OF_A_QUARTER_TURN.forEach((value, place) => copy.writeInt32BE(value, at + 48 + place * 4));
  return copy;
}

/** Says in an MP4's header that it lasts this many seconds, whatever it holds. */
export function claiming(mp4: Buffer, seconds: number): Buffer {
  const copy = Buffer.from(mp4);
  for (const path of [['moov', 'mvhd'], ['moov', 'trak', 'mdia', 'mdhd']]) {
    const { at } = find(copy, path);
    copy.writeUInt32BE(Math.min(2 ** 32 - 1, copy.readUInt32BE(at + 20) * seconds), at + 24);
  }
  return copy;
}

/** The same of a WebM. */
export function claimingOfWebm(webm: Buffer, seconds: number): Buffer {
  const copy = Buffer.from(webm);
  copy.writeDoubleBE(seconds * 1000, copy.indexOf(Buffer.of(0x44, 0x89, 0x88)) + 3);
  return copy;
}

/** Says in an MP4's sample entry that its frames have 65,535 × 65,535 pixels. */
export function claimingHugeFrames(mp4: Buffer): Buffer {
  const copy = Buffer.from(mp4);
  const { at } = find(copy, ['moov', 'trak', 'mdia', 'minf', 'stbl', 'stsd']);
  copy.writeUInt32BE(0xffff_ffff, at + 16 + 32);
  return copy;
}

/** An MP4 whose track is said to lie in another file: an alias record with that path. */
export function elsewhere(mp4: Buffer, path: string): Buffer {
  const chain = ['moov', 'trak', 'mdia', 'minf', 'dinf', 'dref'];
  const { at, end } = find(mp4, chain);
  const name = Buffer.from(path);
  const record = Buffer.alloc(150 + 4 + name.length + (name.length % 2) + 4);
  record.writeUInt16BE(2, 150);
  record.writeUInt16BE(name.length, 152);
  name.copy(record, 154);
  record.writeUInt16BE(0xffff, record.length - 4);
  const dref = Buffer.alloc(16 + 12);
  dref.writeUInt32BE(dref.length + record.length, 0);
  dref.write('dref', 4);
  dref.writeUInt32BE(1, 12);
  dref.writeUInt32BE(12 + record.length, 16);
  dref.write('alis', 20);
  const grown = Buffer.concat([mp4.subarray(0, at), dref, record, mp4.subarray(end)]);
  const more = dref.length + record.length - (end - at);
  for (let depth = 1; depth < chain.length; depth += 1) {
    const outer = find(mp4, chain.slice(0, depth));
    grown.writeUInt32BE(outer.end - outer.at + more, outer.at);
  }
  return grown;
}

/** A WebM of VP8 whose first frame says that it has 16,383 × 16,383 pixels. */
export function withHugeFrame(webm: Buffer): Buffer {
  const copy = Buffer.from(webm);
  const start = copy.indexOf(Buffer.of(0x9d, 0x01, 0x2a));
  copy.writeUInt32LE(0x3fff_3fff, start + 3);
  return copy;
}
