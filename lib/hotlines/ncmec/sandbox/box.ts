import type { Clock, Ids } from '@/lib/kernel';
import { writeSchema } from '../write-schema';
import { Calls, type SeenCall, type Watched } from './calls';
import { Faults, type Struck } from './faults';
import { type Lines, noLines } from './lines';
import type { Ending } from './play';
import { type Desk, describe, finish, retract, submit, upload } from './protocol';
import type { ReceivedForm } from './read-form';
import type { Reply } from './reply';
import { type StoredReport, openStore } from './store';

/** The whole of a sandbox but its network: what it received, what it is told to spoil, and what it saw. */
export interface Box extends Desk {
  readonly username: string;
  readonly faults: Faults;
  readonly calls: Calls;
}

export interface BoxOptions {
  readonly clock: Clock;
  readonly ids: Ids;
  readonly username?: string;
  /** Where it remembers; without, for as long as it lives. */
  readonly lines?: { readonly reports: Lines<StoredReport>; readonly calls: Lines<SeenCall> };
}

export function openBox({ clock, ids, username = 'sandbox', lines }: BoxOptions): Box {
  const { reports, calls } = lines ?? { reports: noLines<StoredReport>(), calls: noLines<SeenCall>() };
  return { clock, ids, username, store: openStore(reports, clock), faults: new Faults(), calls: new Calls(clock, calls) };
}

/** A call with its body read. `refused` is what was wrong with how it came. */
export type Received =
  | { readonly call: 'status' | 'xsd'; readonly from?: string }
  | { readonly call: 'submit' | 'fileinfo'; readonly xml: string; readonly refused?: Reply }
  | { readonly call: 'upload' | 'finish' | 'retract'; readonly form: ReceivedForm | undefined };

/** Lets a call take effect. */
export function act(box: Box, received: Received): Reply {
  switch (received.call) {
    case 'status':
      return { code: 0, description: `Remote User : ${box.username}, Remote Ip : ${received.from ?? ''}` };
    case 'xsd':
      return { code: 0, document: writeSchema() };
    case 'submit':
      return received.refused ?? submit(box, received.xml);
    case 'fileinfo':
      return received.refused ?? describe(box, received.xml);
    case 'upload':
      return upload(box, received.form);
    case 'finish':
      return finish(box, received.form);
    case 'retract':
      return retract(box, received.form);
  }
}

/** For which report a call is, as far as its body says; of no account to what is then answered. */
export function reportIn(received: Received): string | undefined {
  if ('form' in received) return received.form?.id;
  return received.call === 'fileinfo' ? /<reportId>\s*(\d{1,19})\s*</.exec(received.xml)?.[1] : undefined;
}

/** What strikes a call, now that it is known what it is about; the record says so. */
export function meet({ faults, store }: Box, watched: Watched, reportId: string | undefined, submitted?: string): Struck {
  watched.concerns(reportId);
  const { call, nth } = watched.seen();
  const xml = submitted ?? (reportId === undefined ? undefined : store.find(reportId)?.xml);
  const struck = faults.take({ call, nth, xml });
  watched.note({ fault: struck.fault?.kind ?? (struck.latencyMs > 0 ? 'latency' : null), latencyMs: struck.latencyMs });
  return struck;
}

/** Writes down how a call ended; one that hangs has not. */
export function conclude(watched: Watched, ending: Ending, reply: Reply | undefined): void {
  const reportId = watched.seen().reportId ?? reply?.reportId ?? null;
  if (ending.kind === 'hang') watched.note({ state: 'hanging', reportId });
  else if (ending.kind === 'cut') watched.end('cut', { reportId });
  else watched.end('answered', { reportId, httpStatus: ending.status, code: ending.code });
}

