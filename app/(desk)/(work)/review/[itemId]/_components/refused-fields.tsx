import type { ReportRow } from '@/lib/reporting';

/** What the authority refused, field by field, each with what to do about it. */
export function RefusedFields({ fields }: { fields: ReportRow['problemFields'] }) {
  if (fields.length === 0) return null;
  return (
    <ul aria-label="What was refused" className="mt-1.5 grid gap-1.5">
      {fields.map(({ path, words, whatToDo }) => (
        <li key={path} className="rounded-md border border-line px-2.5 py-1.5">
          <span className="font-medium wrap-anywhere">{path === '' ? 'The report as a whole' : path}</span>
          <span className="block">{words}</span>
          <span className="block text-sm text-muted">{whatToDo}</span>
        </li>
      ))}
    </ul>
  );
}
