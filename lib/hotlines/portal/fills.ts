import type { ReportFacts } from '../facts';
import * as account from './fill-account';
import * as content from './fill-content';
import { lines } from './lines';

interface Fill {
  /** The answer, several on lines of their own, or null where the desk does not know. Nothing is ever guessed. */
  readonly of: (facts: ReportFacts) => string | null;
  /** Where the answer would have to come from; shown when it is missing. */
  readonly howToClose: string;
}

const platformSends = (what: string) => `The platform did not send ${what}. Ask it, or leave the field empty where the form allows.`;
const setting = (name: string) => `It comes from the setting ${name}: whoever runs the desk enters it once.`;
const all = 'It is taken from the report; if it is missing there is nothing to say here.';

/** Everything that a form can be filled from. A form names one of these for each of its fields. */
export const FILLS = {
  'reporter.name': { of: ({ reporter: { firstName, lastName } }) => `${firstName} ${lastName}`.trim() || null, howToClose: setting('REPORTER_FIRST_NAME and REPORTER_LAST_NAME') },
  'reporter.email': { of: ({ reporter }) => reporter.email || null, howToClose: setting('REPORTER_EMAIL') },
  'reporter.phone': { of: ({ reporter: { phones } }) => lines((phones ?? []).map(({ countryCallingCode, number }) => [countryCallingCode, number].filter(Boolean).join(' '))), howToClose: setting('REPORTER_PHONE') },
  'reporter.company': { of: ({ reporter }) => reporter.company || null, howToClose: setting('REPORTER_COMPANY') },
  platform: { of: ({ platform, items }) => lines([platform, ...items.map(({ conversation }) => conversation && `Private conversation ${conversation.externalId}`)]), howToClose: platformSends('its name') },
  content: { of: content.content, howToClose: all },
  'content.kinds': { of: content.kinds, howToClose: 'Neither files nor text are in the report.' },
  'content.text': { of: content.flaggedText, howToClose: 'No message with text was flagged; the files say what there is to say.' },
  'content.address': { of: content.addresses, howToClose: 'A private message has no address of its own. Where the platform knows one of the file, it sends it with the file.' },
  'content.hashes': { of: content.hashes, howToClose: 'There is no file in this report, so there is no hash.' },
  'content.exif': { of: content.exif, howToClose: 'The files carry no such data, or lost it on their way through the platform.' },
  detection: { of: content.detection, howToClose: all },
  danger: { of: content.danger, howToClose: 'No danger now was marked with the decision.' },
  priority: { of: content.priority, howToClose: all },
  earlier: { of: content.earlier, howToClose: 'No report on this account was filed with this authority before: say so on the form.' },
  'upload.time': { of: account.uploadTimes, howToClose: platformSends('when the files were uploaded') },
  'upload.address': { of: account.uploadAddresses, howToClose: platformSends('the IP address and port of the upload') },
  'account.username': { of: account.username, howToClose: platformSends('the account’s name') },
  'account.person': { of: account.person, howToClose: platformSends('who stands behind the account') },
  'account.billing': { of: account.billing, howToClose: platformSends('an address of type Billing') },
  'account.email': { of: account.email, howToClose: platformSends('an e-mail address of the account') },
  'account.recoveryEmail': { of: account.recoveryEmail, howToClose: platformSends('an e-mail address of type Recovery') },
  'account.phones': { of: account.phones, howToClose: platformSends('a telephone number of the account') },
  'account.profile': { of: account.profile, howToClose: platformSends('the address of the profile') },
  'account.logins': { of: account.logins, howToClose: platformSends('logins of the last three months') },
  'account.others': { of: account.others, howToClose: platformSends('who else was in the conversation') },
  declaration: {
    of: ({ reporter: { company } }) => `All information that is reasonably available to ${company || 'the provider'} on this content and this account has been included.`,
    howToClose: all,
  },
} as const satisfies Record<string, Fill>;

export type FillName = keyof typeof FILLS;
