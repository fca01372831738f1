import { z } from 'zod';
import { storable } from '@/lib/kernel/text';
import type { Look } from './looks';

export * from './looks';

/**
 * What kinds of harm an item's signals speak of. A person may ask not to be given some of them; what no signal names, or
 * names in a word that is not known here, is `other`.
 */
export const HARMS = {
  imagery: 'Abuse imagery',
  infant: 'Infants and toddlers',
  grooming: 'Grooming and enticement',
  sextortion: 'Sextortion',
  trafficking: 'Trafficking',
  violence: 'Violence and cruelty',
  self_harm: 'Self-harm',
  other: 'Anything else, and what no signal names',
} as const;
export type Harm = keyof typeof HARMS;
export const HARM_NAMES = Object.keys(HARMS) as Harm[];

/** How much of a file is seen before a look, from the least strict to the strictest. */
export const BLURS = {
  standard: 'Shapes of light and dark',
  strong: 'Blurred once more',
  hidden: 'No picture at all',
} as const;
export type Blur = keyof typeof BLURS;
export const BLUR_NAMES = Object.keys(BLURS) as Blur[];

export type LookKind = Look['kind'];

/** What a limit can hold back. An item that one holds can always be decided: nothing that is begun is taken away. */
export type Held = LookKind | 'take';

interface LimitRule {
  readonly words: string;
  readonly holdsBack: readonly Held[];
  /** How long a reason carries; never past the day that the limit counts, nor past the shift. */
  readonly passMinutes: number;
}

/**
 * The limits, each of which a reason goes past for a while. Defaults and evidence: a cap on hours and on exposure, since
 * distress rises with the dose; breaks; and time to come to rest before a shift ends.
 */
export const LIMITS = {
  desk: { words: 'Hours at the desk in a day', holdsBack: ['take', 'peek', 'reveal'], passMinutes: 60 },
  unblurred: { words: 'Minutes of unblurred pictures in a day', holdsBack: ['peek', 'reveal'], passMinutes: 15 },
  break: { words: 'A break', holdsBack: ['take'], passMinutes: 15 },
  calm: { words: 'No reveals at the end of a shift', holdsBack: ['reveal'], passMinutes: 60 },
} as const satisfies Record<string, LimitRule>;
export type LimitName = keyof typeof LIMITS;
export const LIMIT_NAMES = Object.keys(LIMITS) as LimitName[];

/** How somebody sees files and texts: what they chose, what the floors say, or the stricter of both. */
export interface Viewing {
  readonly blur: Blur;
  readonly isGrey: boolean;
  readonly isMuted: boolean;
  readonly isTextFolded: boolean;
}

/** A shift in minutes after midnight, local; `end` before `start` is on the next day. */
export interface Shift {
  readonly start: number;
  readonly end: number;
}

/** How much is enough, in minutes. */
export interface Caps {
  readonly deskMinutes: number;
  readonly unblurredMinutes: number;
  readonly breakAfterMinutes: number;
  readonly breakMinutes: number;
  readonly calmMinutes: number;
}
export type Floors = Viewing & Caps;

export interface OwnSettings extends Viewing {
  readonly optedOut: readonly Harm[];
  /** IANA name. */
  readonly timeZone: string;
  readonly shift: Shift | null;
}

/** What holds for a person now: their choice, where the floors are not stricter. */
export type Settings = OwnSettings & { readonly caps: Caps };

/** Until an admin says otherwise. Greyness and sound are each person's own to choose, and grey and muted to begin with. */
export const FLOORS: Floors = {
  blur: 'standard', isGrey: false, isMuted: false, isTextFolded: false,
  deskMinutes: 240, unblurredMinutes: 30, breakAfterMinutes: 50, breakMinutes: 10, calmMinutes: 30,
};
export const OWN_SETTINGS: OwnSettings = { blur: 'standard', isGrey: true, isMuted: true, isTextFolded: true, optedOut: [], timeZone: 'UTC', shift: null };

const DAY = 24 * 60;

/** A name of the IANA list; offsets are none, since days and shifts follow a place's clock. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z_]+(\/[A-Za-z0-9_+-]+)*$/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const minuteOfDay = z.int('Say it as hours and minutes').min(0).max(DAY - 1);
const viewing = {
  blur: z.enum(BLUR_NAMES, 'Choose how much is seen before a look'),
  isGrey: z.boolean(),
  isMuted: z.boolean(),
  isTextFolded: z.boolean(),
};

export const settingsInput = z.object({
  ...viewing,
  optedOut: z.array(z.enum(HARM_NAMES)).max(HARM_NAMES.length).transform((names) => HARM_NAMES.filter((name) => names.includes(name))),
  timeZone: z.string().max(64).refine(isTimeZone, 'Choose a time zone by its place, for example Europe/Berlin'),
  shift: z.object({ start: minuteOfDay, end: minuteOfDay }).refine(({ start, end }) => start !== end, 'A shift begins and ends at different times').nullable(),
});
export type SettingsInput = z.output<typeof settingsInput>;

/** Bounds of what an admin may set, in minutes: a cap that is never reached would be none, and one of a minute stops all work. */
export const CAP_BOUNDS: Readonly<Record<keyof Caps, { readonly least: number; readonly most: number; readonly words: string }>> = {
  deskMinutes: { least: 60, most: 480, words: 'Minutes at the desk in a day' },
  unblurredMinutes: { least: 5, most: 120, words: 'Minutes of unblurred pictures in a day' },
  breakAfterMinutes: { least: 15, most: 120, words: 'Minutes of work before a break' },
  breakMinutes: { least: 5, most: 60, words: 'Minutes of a break' },
  calmMinutes: { least: 0, most: 120, words: 'Minutes without reveals at the end of a shift' },
};
export const CAP_NAMES = Object.keys(CAP_BOUNDS) as (keyof Caps)[];

const capOf = (name: keyof Caps) => {
  const { least, most } = CAP_BOUNDS[name];
  return z.int('Whole minutes').min(least, `At least ${least} minutes`).max(most, `At most ${most} minutes`);
};
export const floorsInput = z.object({
  ...viewing,
  deskMinutes: capOf('deskMinutes'),
  unblurredMinutes: capOf('unblurredMinutes'),
  breakAfterMinutes: capOf('breakAfterMinutes'),
  breakMinutes: capOf('breakMinutes'),
  calmMinutes: capOf('calmMinutes'),
});
export type FloorsInput = z.output<typeof floorsInput>;

export const PASS_REASON = { least: 10, most: 500 } as const;
export const passLimitInput = z.object({
  limit: z.enum(LIMIT_NAMES),
  reason: storable(z.string()).trim().min(PASS_REASON.least, `Say why in at least ${PASS_REASON.least} characters`).max(PASS_REASON.most, `At most ${PASS_REASON.most} characters`),
});
export type PassLimitInput = z.output<typeof passLimitInput>;

/** Fewer people than this in a figure could be told apart in it. */
export const LEAST_PEOPLE = 5;

/** One day of a person, in their own time zone. */
export interface OwnDay {
  /** As their place writes it, 2026-11-23. */
  readonly date: string;
  readonly peeks: number;
  readonly reveals: number;
  readonly unblurredSeconds: number;
  readonly deskMinutes: number;
}

export interface PassedLimit {
  readonly limit: LimitName;
  readonly reason: string;
  readonly at: string;
}

/** What a person sees of themselves, and nobody else of them. */
export interface OwnWellness {
  readonly settings: Settings;
  readonly floors: Floors;
  /** Seven days, the oldest first; the last is today. */
  readonly week: readonly OwnDay[];
  /** Limits gone past in these days, the newest first. */
  readonly passed: readonly PassedLimit[];
  /** To choose from. */
  readonly timeZones: readonly string[];
}

/** Of one person what a supervisor sees: that caps were reached and limits passed, never how much was looked at. */
export interface TeamRow {
  readonly pseudonym: string;
  readonly reached: readonly { readonly limit: 'desk' | 'unblurred'; readonly date: string }[];
  readonly passed: readonly PassedLimit[];
}

/** A finished week of everybody together, on average a person; null for fewer people than LEAST_PEOPLE. */
export interface TeamWeek {
  /** Its Monday, in UTC. */
  readonly monday: string;
  readonly figures: { readonly people: number; readonly deskMinutes: number; readonly unblurredMinutes: number; readonly peeks: number; readonly reveals: number } | null;
}

export interface TeamWellness {
  /** Those who reached or passed a limit in the last seven days. */
  readonly rows: readonly TeamRow[];
  /** The newest first. */
  readonly weeks: readonly TeamWeek[];
}

export interface FloorsRead {
  readonly floors: Floors;
  readonly changed: { readonly at: string; readonly by: string | null } | null;
}
