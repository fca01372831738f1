import { Bar, BarTitle } from '@/app/_ui/bar';
import type { CaseView } from '@/lib/cases/schema';
import { Pane, PaneFoot } from '../../../_shell/panes';
import { CloseCase } from './close-case';
import { NoteCard } from './note-card';
import { NoteComposer } from './note-composer';

interface NotesPaneProps {
  view: CaseView;
  now: string;
  /** Why the viewer cannot write, or undefined. */
  writeOff: string | undefined;
  /** Why the case cannot be closed or opened again, or undefined. */
  closeOff: string | undefined;
}

/** The notes of a case beside everything else, and the end of the case below them. */
export function NotesPane({ view, now, writeOff, closeOff }: NotesPaneProps) {
  return (
    <Pane
      kind="panel"
      label="Notes"
      bar={
        <Bar end={<span className="text-sm text-faint">Sealed with the case</span>}>
          <BarTitle>Notes</BarTitle>
        </Bar>
      }
      foot={
        <PaneFoot>
          <CloseCase caseId={view.id} status={view.status} disabledReason={closeOff} />
        </PaneFoot>
      }
    >
      <NoteComposer caseId={view.id} disabledReason={writeOff} />
      {view.notes.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted">No notes yet. Write what the next person on this case should know.</p>
      ) : (
        <ul aria-label="Notes, newest first">
          {view.notes.map((note) => (
            <li key={note.id} className="border-b border-line px-4 py-3.5">
              <NoteCard note={note} now={now} />
            </li>
          ))}
        </ul>
      )}
    </Pane>
  );
}
