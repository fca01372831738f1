import type { Tx } from '@/lib/db';
import { isShredded } from '@/lib/evidence';
import { type Statement, statementOf } from '@/lib/intake';
import { z } from 'zod';
import type { Identifier, Person } from '../redact/person';

type Said = Statement['accounts'] extends ReadonlyMap<string, infer A> ? A : never;
type Details = Said['details'];

const emailsKept = z.array(z.object({ address: z.string() }));
/** The addresses of an account's row, as intake wrote them. */
export const emailsOf = (emails: unknown): string[] => emailsKept.parse(emails).map(({ address }) => address);

const of = (kind: Identifier['kind'], texts: readonly (string | null | undefined)[] = []): Identifier[] => texts.flatMap((text) => (text ? [{ kind, text }] : []));

/** What people are found by, of all that a platform can say of an account: not its school, its car or what it says of itself. */
function fromDetails({ firstName, middleName, lastName, displayNames, profileUrls, phones = [], devices = [], addresses = [], associated = [] }: Details): Identifier[] {
  const whole = [firstName, middleName, lastName].filter(Boolean).join(' ');
  return [
    ...of('name', [whole, [firstName, lastName].filter(Boolean).join(' '), lastName, firstName]),
    ...of('display', displayNames),
    ...of('url', profileUrls),
    ...of('phone', phones.flatMap(({ countryCallingCode, number }) => [countryCallingCode ? `+${countryCallingCode.replace(/\D/gu, '')} ${number}` : null, number])),
    ...of('device', devices.map(({ idValue }) => idValue)),
    ...of('address', addresses.map(({ address }) => address)),
    ...associated.flatMap(({ externalId, screenName, emails = [], ipEvents = [], ...others }) => [
      ...of('id', [externalId]),
      ...of('screen', [screenName]),
      ...of('email', emails.map(({ address }) => address)),
      ...of('ip', ipEvents.map(({ ip }) => ip)),
      ...fromDetails(others),
    ]),
  ];
}

function fromStatement({ called: { screenName, displayName, profileUrl, emails }, ipEvents, details }: Said): Identifier[] {
  return [
    ...of('screen', [screenName]),
    ...of('display', [displayName]),
    ...of('url', [profileUrl]),
    ...of('email', emails.map(({ address }) => address)),
    ...of('ip', ipEvents.map(({ ip }) => ip)),
    ...fromDetails(details),
  ];
}

/** Everybody in a case with every address they were seen at, and, where somebody is to be taken out, the case's submissions, still sealed. */
export async function loadPeople(tx: Tx, caseId: string, accountIds: readonly string[], withSubmissions = true) {
  const accounts = await tx.account.findMany({ where: { id: { in: [...accountIds] } }, include: { ipEvents: { where: { item: { caseId } }, select: { ip: true } } } });
  const submissions = await tx.item.findMany({ where: withSubmissions ? { caseId } : { id: { in: [] } }, orderBy: { id: 'asc' }, select: { id: true, platform: true, sealedBody: true, wrappedKey: true, kekId: true } });
  return { accounts, submissions };
}
export type LoadedPeople = Awaited<ReturnType<typeof loadPeople>>;

/**
 * Everybody in a case with all that identifies them: what their accounts are called now, what they were called in any
 * submission of the case, and every address they were seen at. An item that was destroyed says nothing any more.
 * @throws BrokenSeal.
 */
export function peopleOf({ accounts, submissions }: LoadedPeople, names: ReadonlyMap<string, string>): Person[] {
  const statements = submissions.filter((item) => !isShredded(item)).map((item) => ({ platform: item.platform, accounts: statementOf(item).accounts }));
  return accounts.map(({ id, platform, externalId, screenName, displayName, profileUrl, emails, ipEvents }) => {
    const said = statements.flatMap((each) => (each.platform === platform ? (each.accounts.get(externalId) ?? []) : []));
    return {
      accountId: id,
      name: names.get(id) ?? '',
      identifiers: [
        ...of('id', [externalId]),
        ...of('screen', [screenName]),
        ...of('display', [displayName]),
        ...of('url', [profileUrl]),
        ...of('email', emailsOf(emails)),
        ...of('ip', ipEvents.map(({ ip }) => ip)),
        ...said.flatMap(fromStatement),
      ],
    };
  });
}
