import { drawnPause } from './rules';

/** Whether a hotline answers, over all of its reports. */
export interface Health {
  /** Since when every attempt failed; null while it answers. */
  readonly failingSince: Date | null;
  readonly failures: number;
  /** When the next one may ask while it is down. */
  readonly probeAt: Date | null;
  /** It did not let us in since it last answered: a person has to act. */
  readonly isBarred: boolean;
  /** The report whose turn it is to ask, out of the order of urgency; null where the order holds. */
  readonly turnOfId: string | null;
}

/**
 * What an attempt says of the hotline: `answered` when it came to an end there, `failed` when the network or the hotline
 * failed, `barred` when it does not let us in at all. Whether one report is in order says nothing.
 */
export type News = 'answered' | 'failed' | 'barred';

export const WELL: Health = { failingSince: null, failures: 0, probeAt: null, isBarred: false, turnOfId: null };

/** So many failures in a row, of whichever reports, are the hotline's; fewer may be a report's or a moment's. */
const DOWN_AT = 3;
const PROBE_MS = { base: 5_000, cap: 60_000 };
/** Asked again seldom: wrong credentials may lock the account, and a person has to act anyway. */
const BARRED_MS = 5 * 60_000;
/** How long one report may keep the others waiting while it asks, or while it is its turn: a film may take longer. */
export const PROBE_LEASE_MS = 60_000;
/** How long the others sleep. What wakes them is the hotline's answer; this is for when nobody wakes them. */
const WAIT_MS = 120_000;

/** Reports that sleep no longer than this wait for the hotline; longer ones have trouble of their own and do not ask for all. */
export const ASKS_WITHIN_MS = WAIT_MS;

/** So many attempts of one report that all met a dead hotline, and another one has a turn: it may be the report that is dead. */
const TURN_AFTER = 5;

/**
 * Whether a report that asked in vain lets another one ask. The most urgent asks for all, as long as the hotline is what
 * fails; should it be the report itself that the hotline cannot take, the others would wait for ever.
 */
export const passesTurn = (attempts: number): boolean => attempts % TURN_AFTER === 0;

export const isDown = ({ failures }: Health): boolean => failures >= DOWN_AT;

/** @param random from 0 up to 1. */
export const sleepMs = (random: number): number => drawnPause(WAIT_MS, random);

/** Health after an attempt. */
function after(health: Health, news: News, now: Date, random: number): Health {
  if (news === 'answered') return WELL;
  const failures = news === 'barred' ? Math.max(DOWN_AT, health.failures + 1) : health.failures + 1;
  const pause = news === 'barred' ? BARRED_MS : Math.min(PROBE_MS.cap, PROBE_MS.base * 2 ** Math.min(20, Math.max(0, failures - DOWN_AT)));
  return { failingSince: health.failingSince ?? now, failures, probeAt: new Date(now.getTime() + drawnPause(pause, random)), isBarred: health.isBarred || news === 'barred', turnOfId: null };
}

/** Where a hotline's health is kept, and who learns of it: in one transaction, under one lock. */
export interface HealthBook {
  /** Locks it. */
  read(): Promise<Health>;
  write(health: Health): Promise<void>;
  /** Instead of what was said of it before, if anything was. */
  sayDown(health: Health): Promise<void>;
  sayUp(): Promise<void>;
  /** Sends every report that waits for the hotline on its way, the most urgent first. */
  release(): Promise<void>;
}

/** Takes note of what an attempt says. Told once when the hotline goes down, once when it turns out that a person has to act, and once when it is back. */
export async function learn(book: HealthBook, news: News, now: Date, random: number): Promise<void> {
  const before = await book.read();
  const health = after(before, news, now, random);
  await book.write(health);
  if (isDown(health) && (!isDown(before) || (health.isBarred && !before.isBarred))) await book.sayDown(health);
  if (isDown(before) && !isDown(health)) {
    await book.sayUp();
    await book.release();
  }
}

const clockText = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** Why a report sleeps while its hotline is down. */
export function waitingWords({ failingSince, isBarred }: Health): string {
  const since = failingSince ? ` since ${clockText(failingSince)}` : '';
  if (isBarred) return `The hotline does not let the desk in${since}: an admin checks its address and credentials. Nothing is lost: the report is kept, and goes on by itself once it does.`;
  return `The hotline takes no reports${since}. One report at a time asks whether it does again, and then all go on, the most urgent first. Nothing is lost: the report is kept and goes on by itself.`;
}
