import type { AccountFacts } from '../../../facts';
import type { Row } from '../paper/row';
import type { Book } from './book';
import { pairs, paragraph, plain, section } from './rows';

/** Everybody who takes part, as the platform knows them. */
export function* accounts({ facts: { accounts: all, subject, referral }, width }: Book): Generator<Row> {
  if (!referral.scope.withAccounts) yield paragraph('Data about accounts is not part of what is handed over. What is here is no more than it takes to tell them apart.', width);
  for (const account of all) {
    yield section(`${account.name}${account.name === subject.name ? ', the subject' : account.isThirdPerson ? ', a third person' : ''}`, width);
    yield* pairs(rowsOf(account), width);
  }
}

function rowsOf({ platform, externalId, screenName, displayName, profileUrl, emails, isThirdPerson }: AccountFacts): Parameters<typeof pairs>[0] {
  return [
    ['Platform', platform],
    ['Account ID', externalId],
    ['Screen name', screenName],
    ['Display name', displayName],
    ['Profile page', profileUrl],
    ['E-mail', emails.map((email) => plain(email))],
    ['Taken out', isThirdPerson ? 'What would tell who this is. The same stand-in is the same account everywhere in this package.' : null],
  ];
}
