'use client';
import { Button } from '@/app/_ui/button';
import { type DemoPerson } from './steps';

interface DemoPeopleProps {
  people: readonly DemoPerson[];
  onChosen: (email: string) => void;
}

/** In test mode, the demo's people: a press fills in their e-mail. Their password is nowhere on the page. */
export function DemoPeople({ people, onChosen }: DemoPeopleProps) {
  return (
    <section aria-labelledby="demo-people" className="grid gap-2 rounded-lg border border-line bg-surface px-3.5 py-3">
      <h2 id="demo-people" className="text-sm font-semibold text-muted">
        People of the demo
      </h2>
      <p className="text-sm text-faint">Choose one to fill in the e-mail. Their password was printed where the desk was started.</p>
      <ul className="grid grid-cols-2 gap-1.5">
        {people.map(({ email, pseudonym, role }) => (
          <li key={email}>
            <Button size="sm" isWide className="justify-start" onClick={() => onChosen(email)}>
              <span className="font-medium">{pseudonym}</span> <span className="text-faint">{role}</span>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
