import type { ReactNode } from 'react';
import { Code, KeyValue } from '@/app/_ui/key-value';
import { Pill } from '@/app/_ui/pill';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseAccount } from '@/lib/cases/schema';

/** The accounts of a case, its subject first, with what the platform sent about each. */
export function CaseAccounts({ accounts }: { accounts: readonly CaseAccount[] }) {
  return accounts.map((account) => (
    <Section key={account.id} as="h2" title={account.externalId} end={account.isSubject ? <Pill tone="accent">Subject</Pill> : 'Also in the conversation'}>
      <KeyValue items={factsOf(account)} />
    </Section>
  ));
}

function factsOf({ screenName, displayName, emails, ipEvents }: CaseAccount) {
  const facts: { term: string; value: ReactNode }[] = [
    { term: 'Screen name', value: screenName ?? <Unknown /> },
    { term: 'Display name', value: displayName ?? <Unknown /> },
    {
      term: 'E-mail',
      value: emails.length === 0 ? <Unknown /> : emails.map(({ address, verified }) => <Line key={address} detail={verified ? 'verified' : 'not verified'}>{address}</Line>),
    },
    {
      term: 'IP addresses',
      value: ipEvents.length === 0 ? <Unknown /> : ipEvents.map(({ ip, event, at }) => <Line key={`${ip} ${event} ${at}`} detail={<>{event}, <TimeText at={at} form="full" /></>}><Code>{ip}</Code></Line>),
    },
  ];
  return facts;
}

const Unknown = () => <span className="text-faint">Not sent by the platform</span>;

function Line({ children, detail }: { children: ReactNode; detail: ReactNode }) {
  return (
    <span className="block">
      {children} <span className="text-muted">{detail}</span>
    </span>
  );
}
