import { isCharacterShortcut, matchesStroke, parseKeys } from './keys';
import type { Pressed, Stroke } from './keys';
import type { Command } from './shortcut-registry';

/** How long the second key of a sequence such as `g q` is waited for. */
export const SEQUENCE_WAIT_MS = 1500;

/** Where the focus is: each place has keys of its own that are left to it. */
export type Place = 'text' | 'choice' | 'button' | 'link' | 'menu' | 'page';

export interface Press extends Pressed {
  repeat: boolean;
  isComposing: boolean;
  /** Milliseconds on any clock that only goes forward. */
  atMs: number;
}

const OWN_KEYS: Record<Place, (key: string) => boolean> = {
  text: () => true,
  menu: () => true,
  choice: (key) => key === ' ' || key === 'enter' || key.startsWith('arrow'),
  button: (key) => key === ' ' || key === 'enter',
  link: (key) => key === 'enter',
  page: () => false,
};

interface Situation {
  place: Place;
  isMac: boolean;
  hasSingleKeys: boolean;
}

/** Finds the command that a key press means, and remembers the first half of a sequence. */
export class KeyMatcher {
  #first: { press: Press; commands: Command[] } | undefined;

  /** The command, `wait` when a sequence has begun, or nothing when the press is not ours. */
  match(press: Press, commands: readonly Command[], situation: Situation): Command | 'wait' | undefined {
    if (press.repeat || press.isComposing) return undefined;
    const usable = commands.filter((command) => isUsable(command, press, situation)).reverse();

    const first = this.#first;
    this.#first = undefined;
    if (first && press.atMs - first.press.atMs <= SEQUENCE_WAIT_MS) {
      const second = usable.find((command) => first.commands.includes(command) && answers(command, 1, press, situation));
      if (second) return second;
    }

    const single = usable.find((command) => strokesOf(command).length === 1 && answers(command, 0, press, situation));
    if (single) return single;
    const begun = usable.filter((command) => strokesOf(command).length === 2 && answers(command, 0, press, situation));
    if (begun.length === 0) return undefined;
    this.#first = { press, commands: begun };
    return 'wait';
  }
}

const strokesOf = (command: Command): Stroke[] => (command.keys === null ? [] : parseKeys(command.keys));

function answers(command: Command, step: number, press: Press, situation: Situation): boolean {
  const stroke = strokesOf(command)[step];
  return stroke !== undefined && matchesStroke(stroke, press, situation.isMac);
}

function isUsable(command: Command, press: Press, { place, hasSingleKeys }: Situation): boolean {
  if (command.keys === null) return false;
  if (!hasSingleKeys && isCharacterShortcut(command.keys)) return false;
  if (command.inFields) return true;
  if (place === 'text' || place === 'menu') return false;
  // Shift+Enter and the like are nobody's own; a plain Space on a button is the button's.
  return press.shiftKey || !OWN_KEYS[place](press.key.toLowerCase());
}

const CHOICES = new Set(['radio', 'checkbox', 'range']);
const BUTTONS = new Set(['button', 'submit', 'reset', 'image', 'file', 'color']);

/** The place that an event's target is. */
export function placeOf(target: EventTarget | null): Place {
  if (!(target instanceof HTMLElement)) return 'page';
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return 'text';
  if (target instanceof HTMLInputElement) {
    if (CHOICES.has(target.type)) return 'choice';
    return BUTTONS.has(target.type) ? 'button' : 'text';
  }
  if (target.closest('[role=menu],[role=listbox],[role=combobox],[role=textbox]')) return 'menu';
  if (target.closest('button,summary,[role=button],[role=switch]')) return 'button';
  return target.closest('a[href]') ? 'link' : 'page';
}
