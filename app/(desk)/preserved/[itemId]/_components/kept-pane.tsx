import { Bar, BarTitle } from '@/app/_ui/bar';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { Kept } from '@/lib/retention';
import type { PreservedLook } from '@/lib/review/schema';
import { Pane } from '../../../_shell/panes';

/** Why an item is kept, and who looked at it for what: somebody's description may be all that is needed. */
export function KeptPane({ kept, looks }: { kept: Kept; looks: readonly PreservedLook[] }) {
  return (
    <Pane
      kind="panel"
      label="Preservation"
      bar={
        <Bar>
          <BarTitle>Preservation</BarTitle>
        </Bar>
      }
    >
      <Section title="What keeps it">
        {kept.keepers.length === 0 ? (
          <p className="text-muted">Nothing any more. Looks at it still ask why until it is destroyed.</p>
        ) : (
          <>
            <ul className="grid gap-2">
              {kept.keepers.map(({ words }) => (
                <li key={words} className="wrap-anywhere">
                  {words}
                </li>
              ))}
            </ul>
            <p className="mt-2.5 text-sm text-faint">Nothing of it is destroyed before all of this is over.</p>
          </>
        )}
      </Section>
      <Section title="Looked at before">
        {looks.length === 0 ? (
          <p className="text-muted">Nobody has seen an original of this item.</p>
        ) : (
          <ul className="grid gap-3">
            {looks.map(({ id, at, by, file, reason }) => (
              <li key={id}>
                <p>
                  <span className="font-medium">{by}</span> saw {file.toLowerCase()}, <TimeText at={at} />
                </p>
                {reason !== null && <p className="text-muted wrap-anywhere">“{reason}”</p>}
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Pane>
  );
}
