export interface Change {
  field: string;
  /** Undefined where there was nothing before. */
  before?: string | undefined;
  /** Undefined where nothing is left. */
  after?: string | undefined;
}

/** What a field was and what it became. The signs carry the meaning, the colours only help. */
export function Diff({ changes }: { changes: readonly Change[] }) {
  return (
    <ul className="overflow-hidden rounded-md border border-line font-mono text-sm leading-[1.7]">
      {changes.map(({ field, before, after }) => (
        <li key={field}>
          {before !== undefined && (
            <del className="block bg-imminent-soft px-2.5 py-0.5 wrap-anywhere text-imminent no-underline">
              <span aria-hidden>- </span>
              <span className="sr-only">Was </span>
              {field}: {before}
            </del>
          )}
          {after !== undefined && (
            <ins className="block bg-ok-soft px-2.5 py-0.5 wrap-anywhere text-ok no-underline">
              <span aria-hidden>+ </span>
              <span className="sr-only">Is now </span>
              {field}: {after}
            </ins>
          )}
        </li>
      ))}
    </ul>
  );
}
