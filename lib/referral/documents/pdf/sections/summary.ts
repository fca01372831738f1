import type { ExhibitFacts, ReferralFacts } from '../../../facts';
import { countWords, fileWords, listWords, sentence, utcWords } from '../../words';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { bullet, paragraph, section } from './rows';

/** For somebody who never saw a review desk: what happened, what was done about it, and how far these pages can be trusted. */
export function* summary({ facts, width }: Book): Generator<Row> {
  yield section('What this is', width);
  yield paragraph(whatItIs(facts), width);
  yield section('What it is about', width);
  yield paragraph(whatItIsAbout(facts), width);
  yield section('What was decided', width);
  for (const exhibit of facts.exhibits) yield bullet(decided(exhibit), width);
  if (facts.referral.scope.withReports) {
    yield section('What was reported', width);
    yield paragraph(reported(facts), width);
  }
  yield section('What to bear in mind', width);
  for (const text of mind(facts)) yield bullet(text, width);
}

function whatItIs({ referral: { provider, legalBasis, caseNumber }, subject }: ReferralFacts): string {
  const why = legalBasis ? `on the process described under “Legal basis”` : 'because a life or the safety of a person was thought to be in danger, and without legal process';
  return `On ${subject.platform}, private messages are flagged by software and by the people who receive them. What was flagged comes to a desk at which trained staff of ${provider.name} look into it, decide what it is, and report it where the law asks for that. That desk wrote this document from its records of case ${caseNumber}. It is handed over ${why}.`;
}

function whatItIsAbout({ referral, exhibits, subject, accounts }: ReferralFacts): string {
  const times = exhibits.map(({ occurredAt }) => occurredAt).sort((a, b) => a.getTime() - b.getTime());
  const [first, last] = [times[0], times.at(-1)];
  const messages = exhibits.flatMap((exhibit) => exhibit.messages);
  const files = exhibits.flatMap((exhibit) => exhibit.files);
  const when = !first || !last ? '' : first.getTime() === last.getTime() ? `, of ${utcWords(first)}` : `, between ${utcWords(first)} and ${utcWords(last)}`;
  const others = accounts.filter(({ name }) => name !== subject.name).map(({ name }) => name);
  return [
    `The subject is the account ${subject.name}, ${subject.externalId} on ${subject.platform}.`,
    `${sentence(countWords(exhibits.length, 'flagged event'))}${when}, ${exhibits.length === 1 ? 'is its' : 'are its'} ${exhibits.length === 1 ? 'exhibit' : 'exhibits'}: ${listWords(exhibits.map(({ name }) => name))}.`,
    `Handed over with them: ${countWords(messages.length, 'message')}, of which ${countWords(messages.filter(({ isFlagged }) => isFlagged).length, 'was', 'were')} flagged, and ${referral.profile === 'report_only' ? 'the hashes of ' : ''}${fileWords(files)}.`,
    others.length > 0 ? `The other ${others.length === 1 ? 'account is' : 'accounts are'} ${listWords(others)}.` : '',
  ].filter(Boolean).join(' ');
}

function decided({ name, decisions }: ExhibitFacts): string {
  const last = decisions.at(-1);
  if (!last) return `${name}: not decided when this was made.`;
  const before = decisions.length > 1 ? ` It is the last of ${decisions.length} decisions about it.` : '';
  return `${name}: ${last.words}, decided by ${last.by} at ${utcWords(last.at)}.${last.dangerNow.length > 0 ? ' Danger was thought to be present.' : ''}${before}`;
}

function reported({ reports }: ReferralFacts): string {
  const filed = reports.filter(({ filedAt }) => filedAt !== null);
  if (filed.length === 0) return 'No report about these exhibits had been filed with a hotline when this was made.';
  return filed
    .map(({ hotlineName, exhibits, filedAt, receipt, isTest }) => `${listWords(exhibits)} ${exhibits.length === 1 ? 'was' : 'were'} reported to ${hotlineName}${filedAt ? ` at ${utcWords(filedAt)}` : ''}${receipt ? ` under its number ${receipt}` : ''}${isTest ? ', as a test' : ''}.`)
    .join(' ');
}

function mind({ referral: { provider } }: ReferralFacts): string[] {
  return [
    `A decision is what a reviewer of ${provider.name} judged under its policy. It is no finding of a court, and it says nothing about who held a device.`,
    'An account is not a person. Names, addresses and profiles are what somebody entered; nobody here checked them.',
    'That a file matches a list means that it is the same as a file on that list, or looks like one. The keeper of the list knows what that file is.',
    'Reviewers see a file blurred and grey and look at the original only where they must. What each decision rested on is said with it.',
    `People of the desk go by pseudonyms, such as ${'LI-01'}. ${provider.name} knows who they are and can name them to a court.`,
  ];
}
