import { openText, unwrapKey } from '@/lib/evidence';
import type { Exhibit } from './describe-item';
import type { WholeCase } from './load-case';

export interface Export {
  readonly referralId: string;
  readonly by: string;
  readonly at: Date;
  readonly mode: 'test' | 'production';
}

/** The whole case as one JSON document. Times are ISO 8601: as the platform sent them where it did, else in UTC. */
export function describeCase(found: WholeCase, exhibits: readonly Exhibit[], { referralId, by, at, mode }: Export, keptUntil: Date | null): object {
  const { subject } = found;
  const paths = new Map(exhibits.flatMap(({ files }) => files.map(({ media, path }) => [media.id, path])));
  const key = unwrapKey(found);
  return {
    format: 'watchkeeper-case/1',
    mode,
    ...(mode === 'test' ? { warning: 'TEST MODE: this describes no real incident.' } : {}),
    referral: { id: referralId, exportedBy: by, exportedAt: at },
    case: { number: found.number, status: found.status, openedAt: found.openedAt, closedAt: found.closedAt },
    subject: {
      platform: subject.platform,
      externalId: subject.externalId,
      screenName: subject.screenName,
      displayName: subject.displayName,
      profileUrl: subject.profileUrl,
      emails: subject.emails,
    },
    items: exhibits.map(({ facts }) => facts),
    notes: found.notes.map((note) => ({
      by: note.author.pseudonym,
      createdAt: note.createdAt,
      versions: note.versions.map(({ version, writtenAt, sealedBody }) => ({
        version,
        writtenAt,
        text: openText(key, { purpose: 'note', id: `${note.id}/${version}` }, sealedBody),
      })),
    })),
    reports: found.reports.map((report) => ({
      hotline: report.hotline,
      state: report.state,
      isTest: report.isTest,
      by: report.createdBy.pseudonym,
      createdAt: report.createdAt,
      filedAt: report.filedAt,
      receipt: report.state === 'filed' ? report.hotlineReportId : null,
      files: report.files.flatMap(({ mediaId, fileViewedByEsp }) => (mediaId === null ? [] : [{ file: paths.get(mediaId) ?? null, fileViewedByEsp }])),
    })),
    preservation: {
      keptUntil,
      clocks: found.preservations.map(({ startsAt, endsAt }) => ({ startsAt, endsAt, why: 'report filed, 18 USC 2258A(h)' })),
    },
  };
}

/** The first page that an investigator opens. */
export function readme(found: WholeCase, exhibits: readonly Exhibit[], { referralId, by, at, mode }: Export): string {
  const files = exhibits.reduce((sum, exhibit) => sum + exhibit.files.length, 0);
  return `${mode === 'test' ? 'TEST MODE: made by a deployment in test mode. It describes no real incident.\n\n' : ''}Referral of case ${found.number}
Exported ${at.toISOString()} by ${by}, referral ${referralId}
${exhibits.length} item(s), ${files} file(s), ${found.reports.filter(({ state }) => state === 'filed').length} filed report(s)

What is here
  case.json               everything known: account, items, messages, signals, decisions, notes, reports with receipts
  conversation-E01.txt    the messages of item E01 as text, one a line, flagged ones marked; one such file an item
  files/E01-1.jpg         the first file of item E01, exactly as the platform sent it
  manifest-sha256.txt     the SHA-256 of every other file

How to verify
  In this folder, run:    sha256sum --strict -c manifest-sha256.txt
  Every line must end in OK, and no file may be here that the manifest does not name.

The people who reviewed this case are named by pseudonyms; the exporting company knows who they are.
`;
}
