import { UNREADABLE, type UnreadableCode } from '@/lib/evidence/schema';
import type { ReviewFile } from '@/lib/review/schema';
import { factsOf } from './file-words';

/** What is known of the file on the stage, in one quiet line; of a file that is not whole also what is missing. */
export function FileFacts({ file, name }: { file: ReviewFile; name: string }) {
  const flaw = file.state === 'ready' && file.unreadableCode !== null ? UNREADABLE[file.unreadableCode as UnreadableCode] : undefined;
  return (
    <div className="grid gap-1 text-sm">
      <dl aria-label={`About ${name}`} className="flex flex-wrap gap-x-4 gap-y-1">
        {factsOf(file).map(({ label, value }) => (
          <div key={label} className="flex gap-1.5">
            <dt className="text-faint">{label}</dt>
            <dd className="text-muted wrap-anywhere">{value}</dd>
          </div>
        ))}
      </dl>
      {flaw !== undefined && <p className="text-muted">Not all of it can be shown. {flaw} Whoever sees the rest has viewed it in part.</p>}
    </div>
  );
}
