import { CopyButton } from '@/app/_ui/copy-button';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReferralView } from '@/lib/referral/schema';
import { stillFor } from '../../deadline-words';
import { counted, sizeWords } from '../../referral-words';

const hash = (value: string, label: string) => (
  <span className="flex items-start gap-1">
    <Code>{value}</Code>
    <CopyButton value={value} label={label} />
  </span>
);

/** The sealed package: what it is called, its hashes to read to the agency, how long it is there, and who took it. */
export function PackageFacts({ view: { package: made, takeUntil, takings, acknowledged, agency }, now }: { view: ReferralView; now: string }) {
  if (!made) return null;
  const still = takeUntil && stillFor(takeUntil, now);
  return (
    <>
      <Section as="h2" title="The package">
        <KeyValue
          items={[
            { term: 'File', value: made.fileName },
            { term: 'Size', value: `${sizeWords(made.byteSize)}, ${counted(made.files, 'file')} within` },
            { term: 'SHA-256', value: hash(made.sha256, 'SHA-256 of the package') },
            ...(made.manifestSha256 ? [{ term: 'Manifest', value: hash(made.manifestSha256, 'SHA-256 of the manifest') }] : []),
            ...(made.removedAt !== null
              ? [{ term: 'Here', value: <>Removed <TimeText at={made.removedAt} />; its hashes stay.</> }]
              : takeUntil !== null
                ? [{ term: 'Here', value: <>{still ?? 'No longer'}, until <TimeText at={takeUntil} /></> }]
                : []),
          ]}
        />
      </Section>
      <Section as="h2" title="Taken along">
        {takings.length === 0 ? (
          <p className="text-muted">By nobody yet.</p>
        ) : (
          <ul className="grid gap-1">
            {takings.map(({ by, grantedAt, openedAt, endedAt }) => (
              <li key={grantedAt}>
                {by}, <TimeText at={openedAt ?? grantedAt} />
                <span className="block text-sm text-muted">{endedAt !== null ? 'All of it was sent.' : openedAt !== null ? 'Begun; not all of it was sent yet.' : 'Asked for, and not begun.'}</span>
              </li>
            ))}
          </ul>
        )}
      </Section>
      {acknowledged !== null && (
        <Section as="h2" title="Acknowledged">
          <p>
            {agency?.name ?? 'The agency'} has it under <span className="font-medium wrap-anywhere">{acknowledged.reference}</span>.
          </p>
          <p className="text-sm text-muted"><TimeText at={acknowledged.at} /></p>
        </Section>
      )}
    </>
  );
}
