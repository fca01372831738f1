'use client';
import { legendClass } from './choice';
import type { Choice } from './choice';

interface ChipGroupProps<Value extends string = string> {
  legend: string;
  isLegendHidden?: boolean;
  name: string;
  options: readonly Choice<Value>[];
  value?: readonly Value[] | undefined;
  defaultValue?: readonly Value[] | undefined;
  /** The whole new choice, in the order of the options. */
  onChange?: (value: Value[]) => void;
}

/** Any number of small toggles: native checkboxes drawn as chips. */
export function ChipGroup<Value extends string>(props: ChipGroupProps<Value>) {
  const { legend, isLegendHidden, name, options, value, defaultValue, onChange } = props;

  function toggle(form: HTMLFieldSetElement | null) {
    const on = new Set([...(form?.querySelectorAll<HTMLInputElement>('input:checked') ?? [])].map((input) => input.value));
    onChange?.(options.map((option) => option.value).filter((option) => on.has(option)));
  }

  return (
    <fieldset>
      <legend className={legendClass(isLegendHidden)}>{legend}</legend>
      <div className="flex flex-wrap gap-1.5">
        {options.map((option) => (
          <label
            key={option.value}
            title={option.disabledReason ?? option.detail}
            className="relative inline-flex min-h-6.5 items-center rounded-full border border-control px-2.25 py-0.5 text-sm text-muted transition-colors hover:border-muted hover:text-text has-checked:border-accent has-checked:bg-accent-soft has-checked:text-text has-disabled:cursor-not-allowed has-disabled:border-line has-disabled:text-faint has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent forced-colors:has-checked:outline-2"
          >
            <input
              type="checkbox"
              className="sr-only"
              name={name}
              value={option.value}
              disabled={option.disabledReason !== undefined}
              {...(value && { checked: value.includes(option.value) })}
              {...(!value && defaultValue && { defaultChecked: defaultValue.includes(option.value) })}
              onChange={(event) => toggle(event.currentTarget.closest('fieldset'))}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
