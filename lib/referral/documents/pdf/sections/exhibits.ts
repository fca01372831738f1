import type { ExhibitFacts, FileFacts } from '../../../facts';
import { byteWords, countWords, fileWords, momentWords, utcWords } from '../../words';
import { STYLE } from '../paper/look';
import type { Row } from '../paper/row';
import { type Book, exhibitMark } from './book';
import { paragraph, plain, quiet, section, strong, table, type TableRow } from './rows';

const LABEL = { ...STYLE.quiet, leading: STYLE.hash.leading };

/** All exhibits at a glance, and every file with its hashes. */
export function* exhibitTable({ facts: { exhibits, referral }, width, pageOf }: Book): Generator<Row> {
  yield paragraph('An exhibit is one flagged event as the platform sent it: a conversation, or a part of one, with the files that belong to it, as far as it is handed over.', width);
  yield* table([{ title: 'Exhibit', width: 52 }, { title: 'Occurred (UTC)', width: 112 }, { title: 'Holds' }, { title: 'Decision', width: 150 }, { title: 'Page', width: 40, isRight: true }], exhibits.map((exhibit) => overview(exhibit, pageOf)), width);
  const files = exhibits.flatMap((exhibit) => exhibit.files);
  yield section('Files and their hashes', width);
  if (files.length === 0) {
    yield paragraph('No files are handed over with the exhibits.', width);
    return;
  }
  yield paragraph(
    referral.profile === 'report_only'
      ? 'The files are not in this package. Whoever has one can tell by its hashes whether it is the same, bit by bit.'
      : 'The hashes were computed when the desk received a file. A file is the same, bit by bit, as long as its hashes are.',
    width,
  );
  yield* table([{ title: 'File', width: 52 }, { title: 'What it is', width: 100 }, { title: '', width: 44 }, { title: 'Hashes' }], files.map(fileRow), width);
}

function overview({ name, occurredAt, platform, externalId, messages, files, decisions }: ExhibitFacts, pageOf: Book['pageOf']): TableRow {
  return {
    cells: [
      [strong(name)],
      momentWords(occurredAt),
      [plain([countWords(messages.length, 'message'), fileWords(files)].join(', ')), quiet(`${platform}, ${externalId}`)],
      decisions.at(-1)?.words ?? 'Not decided',
      pageOf(exhibitMark(name)),
    ],
    goTo: exhibitMark(name),
  };
}

function fileRow({ name, path, isTakenOut, contentType, byteSize, width, height, receivedAt, sha256, sha1, md5 }: FileFacts): TableRow {
  const where = path ?? (isTakenOut ? 'taken out, and not in this package' : null);
  const size = width !== null && height !== null ? [quiet(`${width} × ${height} pixels`)] : [];
  return {
    cells: [
      [strong(name)],
      [plain(contentType), quiet(byteWords(byteSize)), ...size],
      ['SHA-256', 'SHA-1', 'MD5', 'Received', ...(where ? ['Path'] : [])].map((text) => ({ text, style: LABEL })),
      [...[sha256, sha1, md5].map((text) => ({ text, style: STYLE.hash })), ...[utcWords(receivedAt), ...(where ? [where] : [])].map((text) => ({ text, style: LABEL }))],
    ],
  };
}
