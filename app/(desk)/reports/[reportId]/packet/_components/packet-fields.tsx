import { CopyButton } from '@/app/_ui/copy-button';
import { Section } from '@/app/_ui/section';
import type { Packet } from '@/lib/hotlines';

/** Every question of the form in its order, with its answer to copy, or what is missing and where it would come from. */
export function PacketFields({ sections }: { sections: Packet['sections'] }) {
  return sections.map(({ title, fields }) => (
    <Section key={title} as="h2" title={title}>
      <dl className="grid max-w-[84ch] gap-y-3">
        {fields.map(({ key, label, value, gap, hint }) => (
          <div key={key} data-field={key} className="grid gap-x-3 gap-y-0.5 stack:grid-cols-[13rem_minmax(0,1fr)_auto]">
            <dt className="text-muted">{label}</dt>
            <dd className="min-w-0">
              {value === null ? (
                <span className="text-muted">
                  <span className="font-medium text-high">Not known.</span> {gap}
                </span>
              ) : (
                <span className="wrap-anywhere whitespace-pre-wrap">{value}</span>
              )}
              {hint !== null && <span className="block text-sm text-faint">{hint}</span>}
            </dd>
            <dd>{value !== null && <CopyButton value={value} label={label} />}</dd>
          </div>
        ))}
      </dl>
    </Section>
  ));
}
