import type { Parcel } from '../hotline';
import type { PortalForm } from '../portal/form';
import { packetOf } from '../portal/packet-of';

/** What a reader wants to know, in the order in which they ask. */
const LETTER: PortalForm = {
  basis: 'Ours.',
  sections: [
    { title: 'What was found', fields: [
      { key: 'danger', label: 'Danger now', from: 'danger' },
      { key: 'content', label: 'Content', from: 'content' },
      { key: 'text', label: 'Flagged messages', from: 'content.text' },
      { key: 'detection', label: 'How it was detected', from: 'detection' },
      { key: 'platform', label: 'Platform', from: 'platform' },
      { key: 'url', label: 'Address', from: 'content.address' },
      { key: 'time', label: 'Time of the upload', from: 'upload.time' },
      { key: 'address', label: 'IP address of the upload', from: 'upload.address' },
      { key: 'hashes', label: 'Hashes', from: 'content.hashes' },
    ] },
    { title: 'The account', fields: [
      { key: 'username', label: 'Name', from: 'account.username' },
      { key: 'person', label: 'Person', from: 'account.person' },
      { key: 'email', label: 'E-mail address', from: 'account.email' },
      { key: 'phones', label: 'Telephone', from: 'account.phones' },
      { key: 'profile', label: 'Profile', from: 'account.profile' },
      { key: 'logins', label: 'Logins', from: 'account.logins' },
      { key: 'others', label: 'Others in the conversation', from: 'account.others' },
      { key: 'earlier', label: 'Earlier reports', from: 'earlier' },
    ] },
    { title: 'Who reports', fields: [
      { key: 'company', label: 'Company', from: 'reporter.company' },
      { key: 'name', label: 'Name', from: 'reporter.name' },
      { key: 'mail', label: 'E-mail address', from: 'reporter.email' },
      { key: 'phone', label: 'Telephone', from: 'reporter.phone' },
    ] },
  ],
  files: { isTaken: true, words: 'Attached.' },
  checklist: [],
  reference: { label: 'Reference', hint: '', pattern: /./ },
};

/** The letter inside the seal. */
export function letterOf({ key, facts, files }: Parcel, to: string): string {
  const listed = files.map(({ name, contentType, byteSize, sha256 }) => ({ name, contentType, byteSize, sha256, md5: null }));
  const { text } = packetOf({ name: to, website: null, form: LETTER }, facts, listed);
  const body = text.slice(0, text.indexOf('\nCHECKLIST'));
  return `${body}\nPlease answer to ${facts.reporter.email} with your reference, and quote ours: ${key}\nAll of this stands in report.json as well, for machines.\n`;
}
