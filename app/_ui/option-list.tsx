'use client';
import { useRef } from 'react';
import { chosen, legendClass } from './choice';
import type { Choice, SingleChoiceProps } from './choice';
import { Kbd } from './kbd';
import { useShortcut } from './keyboard';
import { ariaKeys } from './keys';

interface Option<Value extends string> extends Choice<Value> {
  /** The key that chooses it, bound while the list is on screen: `1`. */
  keys?: string;
}

interface OptionListProps<Value extends string> extends SingleChoiceProps<Value> {
  options: readonly Option<Value>[];
  /** The heading of these keys in help and palette; the legend if not given. */
  shortcutGroup?: string;
}

/** One of several, one a line, each with its own key: the outcome list of the desk. */
export function OptionList<Value extends string>(props: OptionListProps<Value>) {
  const { legend, isLegendHidden, options } = props;
  return (
    <fieldset>
      <legend className={legendClass(isLegendHidden)}>{legend}</legend>
      <div className="grid gap-px">
        {options.map((option) => (
          <OptionRow key={option.value} option={option} list={props} />
        ))}
      </div>
    </fieldset>
  );
}

function OptionRow<Value extends string>({ option, list }: { option: Option<Value>; list: OptionListProps<Value> }) {
  const input = useRef<HTMLInputElement>(null);
  const isOff = option.disabledReason !== undefined;
  // A click, so that controlled and uncontrolled lists change the same way and forms hear of it.
  useShortcut(option.keys ?? null, () => input.current?.click(), {
    label: option.label,
    group: list.shortcutGroup ?? list.legend,
    enabled: option.keys !== undefined && !isOff,
  });
  return (
    <label
      title={option.disabledReason}
      className="relative flex min-h-8.5 items-center gap-2.5 rounded-md border border-transparent px-2.25 py-1.5 transition-colors hover:bg-raised has-checked:border-accent has-checked:bg-accent-soft has-disabled:cursor-not-allowed has-disabled:text-faint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
    >
      <input
        ref={input}
        type="radio"
        name={list.name}
        value={option.value}
        disabled={isOff}
        aria-keyshortcuts={ariaKeys(option.keys)}
        className="size-3.5 flex-none appearance-none rounded-full border-[1.5px] border-control outline-none checked:border-accent checked:bg-[radial-gradient(circle,var(--color-accent)_0_3.5px,transparent_4.5px)] forced-colors:appearance-auto"
        {...chosen(list, (given) => given === option.value)}
        onChange={() => list.onChange?.(option.value)}
      />
      <span>
        {option.label}
        {option.detail !== undefined && <span className="block text-sm text-faint">{option.detail}</span>}
      </span>
      {option.keys !== undefined && (
        <span className="ml-auto">
          <Kbd keys={option.keys} isHidden />
        </span>
      )}
    </label>
  );
}
