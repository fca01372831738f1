'use client';
import { useState } from 'react';
import { Button } from '@/app/_ui/button';
import { RelativeTime } from '@/app/_ui/relative-time';
import { TimeText } from '@/app/_ui/time-text';
import type { CaseNote } from '@/lib/cases/schema';
import { NoteEditor } from './note-editor';

/** One note as it reads now, with its earlier wordings; its author can write a new version. */
export function NoteCard({ note, now }: { note: CaseNote; now: string }) {
  const [isEditing, setIsEditing] = useState(false);
  const [current, ...earlier] = note.versions;
  if (!current) return null;
  return (
    <article aria-label={`Note by ${note.author}`} className="grid gap-1">
      <header className="flex items-baseline gap-1.5">
        <span className="font-medium">{note.author}</span>
        <span className="ml-auto text-sm text-faint">
          <RelativeTime at={current.writtenAt} now={now} />
          {current.version > 1 && ` · version ${current.version}`}
        </span>
      </header>
      {isEditing ? (
        <NoteEditor noteId={note.id} body={current.body} version={current.version} onDone={() => setIsEditing(false)} />
      ) : (
        <p className="whitespace-pre-wrap wrap-anywhere text-muted">{current.body}</p>
      )}
      {!isEditing && note.isMine && (
        <span>
          <Button size="sm" variant="quiet" className="-ml-2" aria-label={`Edit note: ${current.body.slice(0, 40)}`} onClick={() => setIsEditing(true)}>
            Edit
          </Button>
        </span>
      )}
      {earlier.length > 0 && (
        <details className="text-sm">
          <summary className="w-fit min-h-6 rounded-sm text-faint hover:text-text">
            {earlier.length} earlier version{earlier.length === 1 ? '' : 's'}
          </summary>
          <ol className="mt-1 grid gap-2 border-l border-line pl-3">
            {earlier.map(({ version, body, writtenAt }) => (
              <li key={version}>
                <span className="text-faint">
                  Version {version}, <TimeText at={writtenAt} />
                </span>
                <p className="whitespace-pre-wrap wrap-anywhere text-muted">{body}</p>
              </li>
            ))}
          </ol>
        </details>
      )}
    </article>
  );
}
