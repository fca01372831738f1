import { Eye, EyeOff } from 'lucide-react';
import Link from 'next/link';
import { buttonClass } from '@/app/_ui/button-class';
import { Fact, Facts } from '@/app/_ui/facts';
import { KeyValue } from '@/app/_ui/key-value';
import { Pill } from '@/app/_ui/pill';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ApprovalSheet, SheetFile, SheetItem, SheetLine, SheetPerson } from '@/lib/reporting';
import { DANGERS, OUTCOMES } from '@/lib/review/schema';
import { FILE_ANNOTATION_WORDS, REPORT_ANNOTATION_WORDS } from '../../../../(work)/review/[itemId]/words';

const ROLES = { reported: 'Reported account', harmed: 'Harmed, as far as is known', other: 'Other account' } as const;
const BASES = { facts: 'Decided from the facts', blurred: 'Decided from blurred pictures', revealed: 'Decided after looking at originals' } as const;

const wordOf = (words: Readonly<Record<string, string>>, name: string) => words[name] ?? name;
const kib = (bytes: number) => `${Math.max(1, Math.round(bytes / 1024)).toLocaleString('en')} KiB`;

function Lines({ lines }: { lines: readonly SheetLine[] }) {
  return (
    <dl className="grid grid-cols-[8.5rem_minmax(0,1fr)] gap-x-2.5 gap-y-1.25">
      {lines.map(({ label, text }, index) => (
        <div key={index} className="contents">
          <dt className="text-faint first-letter:uppercase">{label}</dt>
          <dd className="wrap-anywhere whitespace-pre-line">{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Lines under a heading of their own within an event; nothing where there are none. */
function Part({ title, lines }: { title: string; lines: readonly SheetLine[] }) {
  if (lines.length === 0) return null;
  return (
    <div className="grid gap-1.5">
      <h3 className="font-medium">{title}</h3>
      <Lines lines={lines} />
    </div>
  );
}

function File({ file }: { file: SheetFile }) {
  const Icon = file.isViewed ? Eye : EyeOff;
  return (
    <li className="grid gap-1 border-t border-line py-2 first:border-t-0 first:pt-0">
      <span className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{file.name}</span>
        <span className="text-sm text-muted">{file.contentType}, {kib(file.byteSize)}</span>
        <Pill tone={file.isViewed ? 'current' : 'plain'}><Icon aria-hidden className="size-3.5" /> {file.isViewed ? 'Sent as viewed' : 'Sent as not viewed'}</Pill>
        <Pill>{file.industryClass ? `Class ${file.industryClass}` : 'No class'}</Pill>
        {file.annotations.map((name) => <Pill key={name}>{wordOf(FILE_ANNOTATION_WORDS, name)}</Pill>)}
      </span>
      {file.matches.map((words) => <span key={words} className="text-sm text-muted">{words}</span>)}
      {file.said.length > 0 && <Lines lines={file.said} />}
    </li>
  );
}

function Item({ item, title }: { item: SheetItem; title: string }) {
  return (
    <Section as="h2" title={title} end={<Link href={`/review/${item.itemId}`} prefetch={false} className={buttonClass({ size: 'sm' })}>Open the item</Link>}>
      <div className="grid gap-3">
        {item.dangerNow.length > 0 && (
          <p className="rounded-md bg-imminent-soft px-3 py-2 text-imminent">Danger now: {item.dangerNow.map((name) => wordOf(DANGERS, name)).join(', ')}. {item.dangerReason}</p>
        )}
        <KeyValue
          items={[
            { term: 'Outcome', value: wordOf(OUTCOMES, item.outcome) },
            { term: 'Incident type', value: item.incidentType },
            { term: 'When', value: item.occurredAt },
            ...(item.annotations.length > 0 ? [{ term: 'Annotations', value: item.annotations.map((name) => wordOf(REPORT_ANNOTATION_WORDS, name)).join(', ') }] : []),
            { term: 'Basis', value: BASES[item.basis] },
            { term: 'Messages', value: item.messages === 0 ? 'None' : `${item.messages}, ${item.flagged} of them flagged; sent as text` },
            { term: 'Reference', value: item.reference },
            ...(item.signals.length > 0 ? [{ term: 'Signals', value: item.signals.join(' ') }] : []),
          ]}
        />
        <Part title="Where else it happened" lines={item.incidents} />
        <Part title="What the police were told already" lines={item.lawEnforcement} />
        {item.files.length > 0 && <ul aria-label="Files" className="grid">{item.files.map((file) => <File key={file.name} file={file} />)}</ul>}
      </div>
    </Section>
  );
}

function Person({ person: { role, name, lines } }: { person: SheetPerson }) {
  return (
    <div className="grid content-start gap-1.5">
      <p className="font-medium wrap-anywhere">{name} <span className="font-normal text-muted">{ROLES[role]}</span></p>
      <Lines lines={lines} />
    </div>
  );
}

/** What would be sent, in the order of reading: what it adds or where it goes, each event with its files, and the people. No pixels, no message. */
export function SheetBody({ sheet }: { sheet: ApprovalSheet }) {
  const { supplement, items, people, written, priorReports } = sheet;
  return (
    <>
      <Facts label="This report" kind="strip">
        <Fact label="Goes to" value={sheet.hotlineName} detail={sheet.channel} />
        <Fact label="Asked for by" value={sheet.createdBy} detail={<TimeText at={sheet.createdAt} />} />
        <Fact label="Known since" value={<TimeText at={sheet.knownAt} />} detail="the clock runs from here" />
        <Fact label="Reports before" value={priorReports.length === 0 ? 'None' : priorReports.join(', ')} detail="on the same account" />
      </Facts>
      {supplement && (
        <Section as="h2" title={`Adds to report ${supplement.to}`}>
          <p className="wrap-anywhere whitespace-pre-line">{supplement.text}</p>
          <p className="pt-1.5 text-sm text-muted">No file goes with it: those of the first report are with the authority already.</p>
        </Section>
      )}
      {items.map((item, index) => <Item key={item.reference} item={item} title={items.length === 1 ? 'What happened' : `Event ${index + 1} of ${items.length}`} />)}
      <Section as="h2" title="People">
        <div className="grid gap-5">{people.map((person, index) => <Person key={index} person={person} />)}</div>
      </Section>
      {written.length > 0 && (
        <Section as="h2" title="Written by the desk">
          <p className="text-muted">{written.join(', ')}: the conversation as it would be attached.</p>
        </Section>
      )}
    </>
  );
}
