import type { Clock, Ids } from '@/lib/kernel';
import type { GrammarProblem } from '../check-node';
import { checkNode } from '../check-node';
import { FILE_DETAILS, type FileDetails } from '../grammar';
import { parseXml, type XmlElement } from '../parse-xml';
import { type ReadDocument, readFileDetails, readReport } from '../read-document';
import { checkSupplemental, validateReport } from '../validate';
import type { ReceivedForm } from './read-form';
import type { Reply } from './reply';
import type { Store, StoredReport } from './store';

export interface Desk {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
}

/** /submit: opens a report from a whole and correct document. */
export function submit({ store, clock }: Desk, xml: string): Reply {
  const document = read(xml, readReport, (value) => validateReport(value, clock.now()));
  if ('code' in document) return document;
  const id = store.nextId();
  const now = clock.now().toISOString();
  store.save({ id, state: 'open', openedAt: now, modifiedAt: now, xml, files: [] });
  return { code: 0, reportId: id };
}

/** /upload: adds a file to an open report. */
export function upload({ store, clock, ids }: Desk, form: ReceivedForm | undefined): Reply {
  if (!form?.file) return { code: 4000, detail: 'a form with `id` and one `file` is expected' };
  const report = findOpen(store, form.id);
  if ('code' in report) return report;
  const fileId = ids.next().replaceAll('-', '');
  const files = [...report.files, { ...form.file, fileId, detailsXml: null }];
  store.save({ ...report, files, modifiedAt: clock.now().toISOString() });
  return { code: 0, reportId: report.id, fileId, hash: form.file.md5 };
}

/** /fileinfo: describes a file, once. */
export function describe({ store, clock }: Desk, xml: string): Reply {
  const document = read(xml, readFileDetails, (value) => checkNode(FILE_DETAILS, value));
  if ('code' in document) return document;
  const details = document.value as FileDetails;
  const report = findOpen(store, details.reportId);
  if ('code' in report) return report;
  const described = report.files.find((file) => file.fileId === details.fileId);
  if (!described) return { code: 5002, reportId: report.id };
  if (described.detailsXml !== null) return { code: 4000, reportId: report.id, detail: 'a file is described once' };
  const files = report.files.map((file) => (file.fileId === details.fileId ? { ...file, detailsXml: xml } : file));
  store.save({ ...report, files, modifiedAt: clock.now().toISOString() });
  return { code: 0, reportId: report.id };
}

/** /finish: files the report, for good. What supplemental files may not carry is noticed only here. */
export function finish({ store }: Desk, form: ReceivedForm | undefined): Reply {
  const report = findOpen(store, form?.id);
  if ('code' in report) return report;
  const problems = report.files.flatMap(({ detailsXml }) => {
    const details = detailsXml === null ? undefined : storedDetails(detailsXml);
    return details ? checkSupplemental(details) : [];
  });
  if (problems.length > 0) return { code: 4100, reportId: report.id, detail: inWords(problems) };
  store.save({ ...report, state: 'finished' });
  return { code: 0, reportId: report.id, fileIds: report.files.map((file) => file.fileId) };
}

/** /retract: withdraws an unfinished report. */
export function retract({ store }: Desk, form: ReceivedForm | undefined): Reply {
  const report = findOpen(store, form?.id);
  if ('code' in report) return report;
  store.save({ ...report, state: 'retracted' });
  return { code: 0, reportId: report.id };
}

/** What an accepted description says. */
export function storedDetails(xml: string): FileDetails | undefined {
  const parsed = parseXml(xml);
  return 'root' in parsed ? (readFileDetails(parsed.root).value as FileDetails) : undefined;
}

const NOT_OPEN = { expired: 5001, retracted: 5101, finished: 5102 } as const;

function findOpen(store: Store, id: string | undefined): StoredReport | Reply {
  if (id === undefined || !/^\d{1,19}$/.test(id)) return { code: 4000, detail: 'a report id is expected' };
  const report = store.find(id);
  if (!report) return { code: 5001 };
  return report.state === 'open' ? report : { code: NOT_OPEN[report.state], reportId: id };
}

function read(
  xml: string,
  readRoot: (root: XmlElement) => ReadDocument,
  validate: (value: unknown) => readonly GrammarProblem[],
): { readonly value: unknown } | Reply {
  const parsed = parseXml(xml);
  if ('fault' in parsed) return { code: 4110, detail: parsed.fault };
  const document = readRoot(parsed.root);
  const problems = document.problems.length > 0 ? document.problems : validate(document.value);
  return problems.length > 0 ? { code: 4100, detail: inWords(problems) } : { value: document.value };
}

function inWords(problems: readonly GrammarProblem[]): string {
  return problems.slice(0, 10).map(({ path, message }) => `${path || 'the document'} ${message}`).join('; ');
}
