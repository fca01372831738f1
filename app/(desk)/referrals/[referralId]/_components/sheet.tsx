import Link from 'next/link';
import { Check, TriangleAlert } from 'lucide-react';
import { CopyButton } from '@/app/_ui/copy-button';
import { Fact, Facts } from '@/app/_ui/facts';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import { KEY_KINDS, KEY_STATES, REFERRAL_KINDS, REFERRAL_PROFILES, type ReferralView, SEALED_TEXTS } from '@/lib/referral/schema';
import { deadlineWords } from '../../deadline-words';
import { counted } from '../../referral-words';
import { scopeCounts } from '../draft';

interface SheetProps {
  view: ReferralView;
  /** The server's time, ISO. */
  now: string;
}

interface SheetFactsProps extends Pick<SheetProps, 'now'> {
  /** Of a draft what is chosen at this moment, kept or not. */
  view: Pick<ReferralView, 'kind' | 'requested' | 'case'> & {
    readonly agency: Pick<NonNullable<ReferralView['agency']>, 'name' | 'country' | 'unit'> | null;
    readonly legalBasis: Pick<ReferralView['legalBasis'], 'words' | 'reference' | 'deadline'>;
  };
}

/** To whom, on what, by when and of which case: before everything else. */
export function SheetFacts({ view: { kind, agency, legalBasis, requested, case: about }, now }: SheetFactsProps) {
  return (
    <Facts label="This referral" kind="strip">
      <Fact label="Goes to" value={agency?.name ?? 'Not chosen yet'} detail={agency && [agency.country, agency.unit].filter(Boolean).join(', ')} />
      <Fact label="On" value={kind === 'emergency' ? REFERRAL_KINDS.emergency.words : (legalBasis.words ?? 'Not said yet')} detail={legalBasis.reference || undefined} />
      <Fact label="Due" value={legalBasis.deadline === null ? 'No deadline' : <TimeText at={legalBasis.deadline} />} detail={legalBasis.deadline === null ? undefined : deadlineWords(legalBasis.deadline, now)} />
      <Fact
        label="Case"
        value={
          <Link href={`/cases/${about.id}`} prefetch={false} className="hover:underline">
            {about.number}
          </Link>
        }
        detail={`${about.subject}, ${about.platform}`}
      />
      {requested.at !== null && <Fact label="Asked for by" value={requested.by} detail={<TimeText at={requested.at} />} />}
    </Facts>
  );
}

/** What a careful person would look at twice. */
export function Warnings({ warnings }: Pick<ReferralView, 'warnings'>) {
  if (warnings.length === 0) return null;
  return (
    <ul aria-label="To look at twice" className="grid gap-1 rounded-md bg-high-soft px-3 py-2 text-high">
      {warnings.map((words) => (
        <li key={words} className="flex gap-1.5">
          <TriangleAlert aria-hidden className="mt-0.5 size-3.5 flex-none" />
          {words}
        </li>
      ))}
    </ul>
  );
}

function Recipient({ view: { agency, key } }: Pick<SheetProps, 'view'>) {
  return (
    <Section as="h2" title="To whom, and sealed how">
      <KeyValue
        items={[
          { term: 'Agency', value: agency ? `${agency.name}${agency.isRetired ? ', retired' : ''}` : 'Not chosen yet' },
          ...(agency ? [{ term: 'Contact', value: `${agency.contactName}, ${agency.phone}, ${agency.email}` }] : []),
          { term: 'Key', value: key ? KEY_KINDS[key.kind].words : 'Not chosen yet' },
          ...(key?.fingerprint
            ? [
                {
                  term: 'Fingerprint',
                  value: (
                    <span className="flex items-start gap-1">
                      <Code>{key.fingerprint}</Code>
                      <CopyButton value={key.fingerprint} label="fingerprint" />
                    </span>
                  ),
                },
              ]
            : []),
          ...(key
            ? [
                {
                  term: 'Checked',
                  value:
                    key.checkedBy !== null && key.checkedAt !== null && key.state === 'checked' ? (
                      <span className="inline-flex items-center gap-1 text-ok">
                        <Check aria-hidden className="size-3.5 flex-none" /> Read back to {key.checkedBy}, <TimeText at={key.checkedAt} />
                      </span>
                    ) : (
                      <span className="text-high">{KEY_STATES[key.state]}</span>
                    ),
                },
              ]
            : []),
        ]}
      />
    </Section>
  );
}

function Basis({ view: { kind, legalBasis, danger, broken } }: Pick<SheetProps, 'view'>) {
  const { words, source, reference, authority, issuedAt, deadline } = legalBasis;
  const rows = [
    ...(kind === 'emergency' ? [{ term: 'Danger', value: broken.includes('danger') ? <span className="text-imminent">{SEALED_TEXTS.danger}</span> : danger || 'Not said yet' }] : [{ term: 'Process', value: words ?? 'Not said yet' }]),
    ...(source ? [{ term: 'Rests on', value: source }] : []),
    ...(authority ? [{ term: kind === 'emergency' ? 'Asked by' : 'Ordered by', value: authority }] : []),
    ...(reference ? [{ term: 'Reference', value: reference }] : []),
    ...(issuedAt ? [{ term: 'Issued', value: <TimeText at={issuedAt} form="date" /> }] : []),
    ...(deadline ? [{ term: 'Due by', value: <TimeText at={deadline} /> }] : []),
  ];
  return (
    <Section as="h2" title={kind === 'emergency' ? 'Why without process' : 'Legal basis'}>
      <KeyValue items={rows} />
    </Section>
  );
}

function Scope({ view: { scope, profile, items } }: Pick<SheetProps, 'view'>) {
  const counts = scopeCounts(scope, items);
  const also = [scope.withAccounts && 'account data', scope.withReports && 'reports filed', scope.withNotes && 'notes of the case'].filter(Boolean).join(', ');
  return (
    <Section as="h2" title="What is handed over">
      <KeyValue
        items={[
          { term: 'Package', value: <>{REFERRAL_PROFILES[profile].words}<span className="block text-sm text-muted">{REFERRAL_PROFILES[profile].hint}</span></> },
          { term: 'Items', value: `${counted(counts.items, 'item')}, with ${counted(counts.files, 'file')} and ${counted(counts.messages, 'message')}` },
          ...(scope.from ? [{ term: 'Sent from', value: <TimeText at={scope.from} /> }] : []),
          ...(scope.until ? [{ term: 'Sent before', value: <TimeText at={scope.until} /> }] : []),
          { term: 'Also', value: <span className="inline-block first-letter:uppercase">{also || 'nothing else'}</span> },
        ]}
      />
    </Section>
  );
}

/** Everything that a second person agrees to, as facts to read. */
export function Sheet({ view }: Pick<SheetProps, 'view'>) {
  return (
    <>
      {view.warnings.length > 0 && (
        <div className="border-b border-line px-4 py-3">
          <Warnings warnings={view.warnings} />
        </div>
      )}
      <Recipient view={view} />
      <Basis view={view} />
      <Scope view={view} />
    </>
  );
}
