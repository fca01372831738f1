import type { DirectoryEntry } from './entry';

/** Fields in the order of Schedule 1; what is known of it is second-hand, see `source`. */
export const ukNca: DirectoryEntry = {
  id: 'uk-nca',
  name: 'National Crime Agency',
  country: 'GB',
  channel: 'portal',
  website: 'https://www.nationalcrimeagency.gov.uk',
  takes: { text: true, files: true, urlsOnly: false },
  source:
    'SI 2026/268, regulations 4 to 8, and Schedule 1 as somebody who implemented it listed it. The portal stands behind a registration and is not public: its own labels were not seen. The regulations speak of an API, too; no specification of it was found.',
  notBeside: {
    hotlines: ['ncmec'],
    because: 'NCMEC has or gets this report, and what a foreign agency was told of is not “unreported” (Online Safety Act 2023, section 70): the NCA asks not to be sent it twice.',
  },
  form: {
    basis: 'The fields follow Schedule 1 of SI 2026/268 in its order. The portal itself is not public, so its labels may differ.',
    sections: [
      {
        title: 'Who reports',
        fields: [
          { key: 'name', label: 'Reporting person', from: 'reporter.name', hint: 'Whoever is registered with the NCA and submits the report: put your own name where you are.' },
          { key: 'email', label: 'E-mail address', from: 'reporter.email' },
          { key: 'phone', label: 'Telephone', from: 'reporter.phone' },
        ],
      },
      {
        title: 'What was detected',
        fields: [
          { key: 'content', label: 'Detected content', from: 'content' },
          { key: 'text', label: 'Flagged messages', from: 'content.text', hint: 'Part of the detected content: paste it after the line above.' },
          { key: 'detection', label: 'How it was detected', from: 'detection' },
          { key: 'platform', label: 'Platform', from: 'platform' },
          { key: 'earlier', label: 'Earlier report and NCA reference', from: 'earlier' },
        ],
      },
      {
        title: 'Where it came from',
        fields: [
          { key: 'uploadTime', label: 'Time of the upload', from: 'upload.time' },
          { key: 'uploadAddress', label: 'IP address and port of the upload', from: 'upload.address' },
          { key: 'exif', label: 'EXIF data', from: 'content.exif' },
          { key: 'url', label: 'URL', from: 'content.address' },
          { key: 'hashes', label: 'Hash of the original', from: 'content.hashes' },
        ],
      },
      {
        title: 'The account',
        fields: [
          { key: 'username', label: 'Account username', from: 'account.username' },
          { key: 'billing', label: 'Billing', from: 'account.billing' },
          { key: 'accountEmail', label: 'E-mail address of the account', from: 'account.email' },
          { key: 'recoveryEmail', label: 'Recovery e-mail address', from: 'account.recoveryEmail' },
          { key: 'phones', label: 'Telephone numbers, and whether verified', from: 'account.phones' },
          { key: 'profile', label: 'Profile URL', from: 'account.profile' },
          { key: 'logins', label: 'Login IP addresses', from: 'account.logins', hint: 'Of the three months before.' },
        ],
      },
      {
        title: 'Declaration and priority',
        fields: [
          { key: 'declaration', label: 'Declaration', from: 'declaration', hint: 'Read it before you agree: false information is an offence (section 69).' },
          {
            key: 'priority',
            label: 'Priority',
            from: 'priority',
            hint: 'The desk proposes, you choose. 1: an immediate threat to life or of serious harm. 2: to be sent as soon as reasonably practicable. 3: without undue delay.',
          },
        ],
      },
    ],
    files: { isTaken: true, words: 'Attach every file below to the report on the portal, and nowhere else.' },
    checklist: [
      'If a life is at risk, call 999 first.',
      'Sign in on the NCA’s portal as a registered person. Registering is possible Monday to Friday, 07:00 to 17:00.',
      'Choose the priority before anything else: priority 1 goes out at once.',
      'Answer questions of the NCA within 7 days.',
    ],
    reference: {
      label: 'NCA reference',
      hint: 'The unique reference that the portal shows after submitting. It is kept for five years (regulation 8).',
      pattern: /^[A-Za-z0-9][A-Za-z0-9 ./_-]{3,63}$/,
    },
  },
};
