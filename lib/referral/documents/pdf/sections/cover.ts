import { countryWords, countWords, fileWords, utcWords } from '../../words';
import { STYLE } from '../paper/look';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { notice, pairs, paragraph, plain, quiet, section, strong } from './rows';

export const KINDS = {
  disclosure: 'Disclosure on legal process',
  emergency: 'Emergency disclosure: danger of death or serious injury, without legal process',
} as const;

const PROFILES = {
  full: 'Full: this document, the files as they were received, machine-readable facts, the custody log and proofs of it',
  simple: 'Simple: this document, the files as they were received, tables and hashes',
  report_only: 'Report only: this document and tables, with the hashes of the files; the files themselves are not in it',
} as const;

/** The first page: what it is, for whom, from whom, and where to find what. */
export function* cover({ facts, width, pageOf }: Book, contents: readonly { id: string; title: string }[]): Generator<Row> {
  const { referral, danger, exhibits, accounts, reports } = facts;
  const { agency, provider, legalBasis, asked } = referral;
  yield { cells: [{ x: 0, width, texts: [{ text: provider.name, style: STYLE.section }, { text: 'Referral to law enforcement', style: STYLE.title, gap: 10 }, { text: referral.number, style: STYLE.chapter, gap: 2 }] }], padding: 6, isFirst: true };
  if (referral.isTest) yield notice('TEST MODE', 'This was made by a deployment in test mode. It describes no real incident, and nothing in it is about a real person.', width);
  yield { cells: [], before: 10 };
  yield* pairs(
    [
      ['For', [strong(agency.name), ...(agency.unit ? [plain(agency.unit)] : []), plain(agency.contactName), plain(countryWords(agency.country))]],
      ['From', [strong(provider.name), plain(provider.contact), plain([provider.email, provider.phone].filter(Boolean).join(', '))]],
      ['Kind', KINDS[referral.kind]],
      ['Legal basis', legalBasis && [plain(legalBasis.words), plain(legalBasis.reference), plain(legalBasis.authority)]],
      ['Danger', danger],
      ['Asked for by', asked && [asked.authority, asked.reference].filter(Boolean).map((text) => plain(text))],
      ['Case', [plain(referral.caseNumber), quiet(`opened ${utcWords(referral.caseOpenedAt)}`)]],
      ['Made', utcWords(referral.madeAt)],
      ['Takes the place of', referral.reissueOf],
      ['Holds', [plain([countWords(exhibits.length, 'exhibit'), fileWords(exhibits.flatMap(({ files }) => files)), countWords(sum(exhibits.map(({ messages }) => messages.length)), 'message'), countWords(accounts.length, 'account'), countWords(reports.length, 'report')].join(', ')), quiet(PROFILES[referral.profile])]],
    ],
    width,
  );
  yield paragraph('This document describes private messages and may describe the sexual abuse of children. It shows no picture and no video. It is meant for the agency named above and for the proceedings for which it was asked.', width);
  yield section('Contents', width);
  for (const { id, title } of contents) {
    yield { cells: [{ x: 0, width: width - 40, texts: [plain(title)] }, { x: width - 40, width: 40, texts: [{ text: pageOf(id), style: { ...STYLE.cell, align: 'right' } }] }], padding: 1.6, goTo: id };
  }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
