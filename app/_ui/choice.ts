/** One thing to choose. Native radios and checkboxes carry it, so forms work without scripts. */
export interface Choice<Value extends string = string> {
  value: Value;
  label: string;
  /** One quiet line that explains it. */
  detail?: string;
  /** Why it cannot be chosen now; it stays visible and says so. */
  disabledReason?: string | undefined;
}

/** What a single choice needs to know, controlled (`value`, `onChange`) or not (`defaultValue`). */
export interface SingleChoiceProps<Value extends string = string> {
  /** Names the group for everyone; see isLegendHidden. */
  legend: string;
  isLegendHidden?: boolean;
  /** Name of the form field. */
  name: string;
  options: readonly Choice<Value>[];
  value?: Value | undefined;
  defaultValue?: Value | undefined;
  onChange?: (value: Value) => void;
}

/** The class of a legend. */
export function legendClass(isHidden: boolean | undefined): string {
  return isHidden ? 'sr-only' : 'mb-1.5 text-sm font-medium text-muted';
}

/** The part of an input's props that says which option is chosen, controlled or not. */
export function chosen(props: { value?: unknown; defaultValue?: unknown }, isIn: (given: unknown) => boolean) {
  if (props.value !== undefined) return { checked: isIn(props.value) };
  return props.defaultValue === undefined ? {} : { defaultChecked: isIn(props.defaultValue) };
}
