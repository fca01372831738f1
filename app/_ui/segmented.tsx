'use client';
import { chosen, legendClass } from './choice';
import type { SingleChoiceProps } from './choice';

/** One of a few short words, side by side: native radios drawn as one bar. Arrow keys move the choice. */
export function Segmented<Value extends string>(props: SingleChoiceProps<Value>) {
  const { legend, isLegendHidden, name, options, onChange } = props;
  return (
    <fieldset>
      <legend className={legendClass(isLegendHidden)}>{legend}</legend>
      <div className="grid auto-cols-fr grid-flow-col divide-x divide-control rounded-md border border-control">
        {options.map((option) => (
          <label
            key={option.value}
            title={option.disabledReason ?? option.detail}
            className="relative grid min-h-8 place-items-center px-1.5 py-1 text-center text-muted transition-colors first:rounded-l-[7px] last:rounded-r-[7px] hover:bg-raised hover:text-text has-checked:bg-accent-soft has-checked:font-semibold has-checked:text-text has-checked:shadow-[inset_0_-2px_var(--color-accent)] has-disabled:cursor-not-allowed has-disabled:text-faint has-focus-visible:z-1 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent forced-colors:has-checked:underline"
          >
            <input
              type="radio"
              className="sr-only"
              name={name}
              value={option.value}
              disabled={option.disabledReason !== undefined}
              {...chosen(props, (given) => given === option.value)}
              onChange={() => onChange?.(option.value)}
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
