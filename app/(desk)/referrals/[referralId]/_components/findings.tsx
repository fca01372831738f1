'use client';
import { Select } from '@/app/_ui/field';
import { Pill } from '@/app/_ui/pill';
import { LEFT_WHYS, type Place, type Redactions, TERM_KINDS, type TermFinding, WHERES, WHERE_NAMES } from '@/lib/referral/schema';

interface FindingsProps {
  findings: readonly TermFinding[];
  /** Chooses where a term is taken out; without it the findings are only read. */
  onChoose?: ((choice: Redactions['choices'][number]) => void) | undefined;
}

/** A place with what stands there now, struck out, and what the agency reads instead. */
function PlaceLine({ place: { in: where, before, found, after, left, isInsideWord }, standIn }: { place: Place; standIn: string }) {
  return (
    <li className="grid gap-x-3 gap-y-0.5 border-t border-line py-1.5 first:border-t-0 stack:grid-cols-[9rem_minmax(0,1fr)]">
      <span className="text-sm text-faint">{where}</span>
      <span className="min-w-0 wrap-anywhere">
        <span className="text-muted">{before}</span>
        {left === null ? (
          <>
            <del className="bg-imminent-soft px-0.5 text-imminent">
              <span className="sr-only">Taken out: </span>
              {found}
            </del>{' '}
            <ins className="bg-ok-soft px-0.5 text-ok no-underline">
              <span className="sr-only">Read instead: </span>
              {standIn}
            </ins>
          </>
        ) : (
          <mark className="bg-high-soft px-0.5 text-high">{found}</mark>
        )}
        <span className="text-muted">{after}</span>
        {left !== null && <span className="block text-sm text-high">Stays: {LEFT_WHYS[left]}</span>}
        {left === null && isInsideWord && <span className="block text-sm text-high">Taken out of the middle of a longer word: see whether it is another word.</span>}
      </span>
    </li>
  );
}

function Term({ finding, onChoose }: { finding: TermFinding; onChoose: FindingsProps['onChoose'] }) {
  const { term, kind, of, where, standIn, takenOut, insideWords, left, places } = finding;
  const all = takenOut + left;
  return (
    <li className="rounded-md border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5 px-3 py-2">
        <span className="min-w-0 font-medium wrap-anywhere">{term}</span>
        <span className="text-sm text-muted">
          {TERM_KINDS[kind]}
          {of !== null && ` of ${of}`}
        </span>
        {left > 0 && <Pill tone="high">Stays in {left}</Pill>}
        {insideWords > 0 && <Pill tone="high">{insideWords} inside words</Pill>}
        {onChoose && (
          <Select
            aria-label={`Where ${term} is taken out`}
            className="ml-auto w-auto!"
            value={where}
            onChange={(event) => {
              const next = WHERE_NAMES.find((name) => name === event.target.value);
              if (next) onChoose({ term, where: next });
            }}
          >
            {WHERE_NAMES.map((name) => (
              <option key={name} value={name}>
                {WHERES[name]}
              </option>
            ))}
          </Select>
        )}
      </div>
      <details className="border-t border-line px-3 py-1.5">
        <summary className="min-h-6 text-sm text-muted">
          {all === 1 ? 'One place' : `${all.toLocaleString('en')} places`}, {left === 0 ? (all === 1 ? 'taken out' : 'all taken out') : `${takenOut === 0 ? 'none' : takenOut.toLocaleString('en')} taken out`}
        </summary>
        <ul className="pt-1">
          {places.map((place, index) => (
            <PlaceLine key={index} place={place} standIn={standIn} />
          ))}
        </ul>
        {all > places.length && <p className="pt-1 text-sm text-faint">The first {places.length} are shown; all are counted and treated alike.</p>}
      </details>
    </li>
  );
}

/** Every term that is looked for and where it stands, before and after; the most frequent first. */
export function Findings({ findings, onChoose }: FindingsProps) {
  return (
    <ul aria-label="What is found" className="grid gap-2">
      {findings.map((finding) => (
        <Term key={`${finding.kind} ${finding.term} ${finding.of ?? ''}`} finding={finding} onChoose={onChoose} />
      ))}
    </ul>
  );
}
