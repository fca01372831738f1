import { ALGORITHM_NAMES, ALGORITHMS, IP_EVENTS, type ItemInput, NAMED_IN_BATCH_MAX, NAMED_MAX, SEVERITIES, SIGNAL_KINDS, type Severity, type SignalInput } from './schema';
import { HARM_NAMES, type Harm } from '@/lib/wellness/schema';

const has = (list: readonly string[], value: string) => list.includes(value);

/** How many offending fields are named of each item, when a request holds so many items: its answer has to stay readable. */
export function namedOf(items: number): number {
  return Math.min(NAMED_MAX, Math.trunc(NAMED_IN_BATCH_MAX / items));
}

/** Whether this version knows the kind of signal, and its algorithm where it names one. */
export function isKnownSignal({ kind, algorithm }: SignalInput): boolean {
  return has(SIGNAL_KINDS, kind) && (algorithm === undefined || has(ALGORITHMS, algorithm));
}

export function isKnownIpEvent(event: string): boolean {
  return has(IP_EVENTS, event);
}

/** Labels of classifiers, as detectors name them, that speak of a child being approached or pressed right now. */
const CONTACT_LABELS: ReadonlyMap<string, string> = new Map(Object.entries({ grooming: 'Grooming', enticement: 'Enticement', sextortion: 'Sextortion', solicitation: 'Solicitation', trafficking: 'Trafficking' }));

/** Words that detectors and people use for a harm, as senders write them; what is not here is not guessed at. */
const HARM_WORDS: Readonly<Record<Exclude<Harm, 'other'>, readonly string[]>> = {
  imagery: ['csam', 'csem', 'cse', 'child_sexual_abuse', 'child_sexual_abuse_material', 'child_nudity', 'child_sexualization', 'a1', 'a2', 'b1', 'b2'],
  infant: ['infant', 'infants', 'toddler', 'baby', 'infant_toddler'],
  grooming: ['grooming', 'enticement', 'solicitation', 'child_grooming', 'online_enticement'],
  sextortion: ['sextortion', 'blackmail', 'extortion'],
  trafficking: ['trafficking', 'child_trafficking', 'child_sex_trafficking', 'exploitation_for_money'],
  violence: ['violence', 'gore', 'violence_gore', 'sadism', 'sadistic', 'torture', 'cruelty', 'physical_harm', 'bestiality', 'zoophilia'],
  self_harm: ['self_harm', 'suicide', 'suicidality', 'eating_disorder'],
};
const HARM_OF: ReadonlyMap<string, Harm> = new Map(HARM_NAMES.flatMap((harm) => (harm === 'other' ? [] : HARM_WORDS[harm].map((word) => [word, harm] as const))));

function harmOf({ kind, label, reason }: SignalInput): readonly Harm[] {
  const named = [label, reason].flatMap((word) => HARM_OF.get(word?.trim().toLowerCase().replaceAll(/[\s-]+/g, '_') ?? '') ?? []);
  return kind === 'hash_match' || kind === 'hotline_notice' ? ['imagery', ...named] : named;
}

/**
 * The kinds of harm that an item's signals speak of, so that nobody is given what they asked to be spared: by the words
 * of its classifiers and reports, and abuse imagery where a list of it matched. `other` when no signal says.
 */
export function harmsOf(signals: readonly SignalInput[]): Harm[] {
  const named = new Set(signals.flatMap(harmOf));
  return named.size > 0 ? HARM_NAMES.filter((harm) => named.has(harm)) : ['other'];
}

const LIKELY_SCORE = 0.8;
const BAND = 1_000;
const BANDS: Readonly<Record<Severity, number>> = { imminent: 0, high: BAND, standard: 2 * BAND };

function isContact({ kind, label }: SignalInput): boolean {
  return kind === 'classifier' && label !== undefined && CONTACT_LABELS.has(label.toLowerCase());
}

function severityOf(signal: SignalInput): Severity {
  if (!isKnownSignal(signal)) return 'standard';
  switch (signal.kind) {
    case 'hash_match':
    case 'hotline_notice':
      return 'high';
    case 'classifier':
      return isContact(signal) && (signal.score ?? 0) >= LIKELY_SCORE ? 'high' : 'standard';
    default:
      return 'standard';
  }
}

/** How much sooner a signal brings an item within its band, 0 to 900: certainty first. */
function weightOf(signal: SignalInput): number {
  if (!isKnownSignal(signal)) return 0;
  const closeness = signal.distance === undefined || !signal.threshold ? 0.5 : Math.max(0, 1 - signal.distance / signal.threshold);
  switch (signal.kind) {
    case 'hash_match':
      return signal.exact ? 900 : 500 + Math.round(300 * closeness);
    case 'hotline_notice':
      return 700;
    case 'trusted_flagger':
      return 600;
    case 'classifier':
      return Math.round((isContact(signal) ? 600 : 400) * (signal.score ?? 0));
    default:
      return 200;
  }
}

/**
 * Severity and rank of an item from its signals and the sender's hint. The most severe of them counts, and a hint can
 * raise but never lower: what the platform thinks harmless may still be a verified match. Urgency is the band of the
 * severity (imminent 0–999, high 1000–1999, standard 2000–2999) less the strongest signal's weight; lower is sooner,
 * and equals wait in the order of arrival. Test signals rank like others, so that a drill is a drill.
 */
export function rank({ signals, severityHint }: Pick<ItemInput, 'signals' | 'severityHint'>): { severity: Severity; urgency: number } {
  const opinions = [...signals.map(severityOf), ...SEVERITIES.filter((known) => known === severityHint)];
  const severity = SEVERITIES.find((known) => opinions.includes(known)) ?? 'standard';
  return { severity, urgency: BANDS[severity] + BAND - 1 - Math.max(...signals.map(weightOf)) };
}

/** Longest part of a summary that comes from the sender. */
const WORD_MAX = 40;

function wordsOf(signal: SignalInput): string {
  const { kind, algorithm = '', distance, exact, list, label = '', score = 0 } = signal;
  if (!isKnownSignal(signal)) return 'Unknown signal';
  switch (kind) {
    case 'hash_match': {
      const how = exact ? ' exact' : ' match';
      const near = !exact && distance !== undefined ? `, distance ${distance}` : '';
      return `${ALGORITHM_NAMES.get(algorithm) ?? 'Hash'}${how}${near}${exact && list ? `, ${list.slice(0, WORD_MAX)} list` : ''}`;
    }
    case 'classifier':
      return isContact(signal) ? `${CONTACT_LABELS.get(label.toLowerCase())} signals` : `Classifier ${score.toFixed(2)}`;
    case 'hotline_notice':
      return 'Hotline notice';
    case 'trusted_flagger':
      return 'Trusted flagger';
    default:
      return 'User report';
  }
}

const plural = (n: number, word: string) => `${n} ${word}${n === 1 ? '' : 's'}`;

/** One line of facts for the list: the strongest signal, and how much there is to look at. Never a message's text. */
export function summarize(item: Pick<ItemInput, 'signals' | 'messages'>, images: number): string {
  const [first] = [...item.signals].sort((a, b) => weightOf(b) - weightOf(a));
  const words = first ? wordsOf(first) : '';
  if (images === 0) return `${words}, ${plural(item.messages.length, 'message')}`;
  return first?.kind === 'hash_match' && isKnownSignal(first) && images === 1 ? words : `${words} · ${plural(images, 'image')}`;
}

/** The item's files in the order in which they are shown: as the messages carry them, then those only signals or the list of files name. */
export function mediaOf({ messages, signals, files }: Pick<ItemInput, 'messages' | 'signals' | 'files'>): string[] {
  return [...new Set([...messages.flatMap(({ media }) => media), ...signals.flatMap(({ mediaId }) => mediaId ?? []), ...files.map(({ mediaId }) => mediaId)])];
}
