import Link from 'next/link';
import { Bar, BarTitle } from '@/app/_ui/bar';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { Review, SignedOff, WorthALook } from '@/lib/audit';
import { hrefWith } from '../../../_components/query';
import { Pane, PaneFoot } from '../../../_shell/panes';
import { weekWords } from '../../_review/week-words';
import { SignWeek } from './sign-week';

const LINK = 'text-accent underline underline-offset-2';

/** One week: what is worth a look in it, and its signature. */
export async function WeekPanel({ review }: { review: Promise<Review> }) {
  const { shown } = await review;
  if (!shown) return null;
  const { week, entries, ownActs, signOffOff, signedOff, looks } = shown;
  const found = looks.filter(({ total }) => total > 0);
  const quiet = looks.filter(({ total }) => total === 0);
  return (
    <Pane
      kind="panel"
      label="Week"
      bar={
        <Bar>
          <BarTitle>{weekWords(week)}</BarTitle>
        </Bar>
      }
      foot={
        <PaneFoot>
          {signedOff ? (
            <Signature signedOff={signedOff} />
          ) : (
            <>
              <SignWeek key={week} week={week} name={weekWords(week)} entries={entries} ownActs={ownActs} disabledReason={signOffOff ?? undefined} />
              {signOffOff !== null && <p className="text-sm text-muted">{signOffOff}</p>}
            </>
          )}
        </PaneFoot>
      }
    >
      <p className="border-b border-line px-4 py-3 text-muted">
        Where to look first. Each count has its everyday reasons; none of them says that something is wrong.
      </p>
      {found.map((look) => (
        <Look key={look.name} look={look} />
      ))}
      {quiet.length > 0 && (
        <Section title="Nothing counted">
          <ul className="grid gap-2">
            {quiet.map(({ name, title, words }) => (
              <li key={name}>
                {title}
                <span className="block text-sm text-faint">{words}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Pane>
  );
}

function Look({ look: { title, words, total, people, others, filter, isListWider } }: { look: WorthALook }) {
  return (
    <Section title={title} end={<span className="tabular-nums">{total.toLocaleString('en')}</span>}>
      <p className="text-sm text-muted">{words}</p>
      <ul className="my-1.5 grid gap-0.5">
        {people.map(({ who, count, filter: theirs }) => (
          <li key={`${who} ${theirs.person ?? ''}`} className="flex items-baseline gap-2">
            <Link href={hrefWith('/audit', theirs)} prefetch={false} className={LINK}>
              {who}
              <span className="sr-only">, {title}: entries</span>
            </Link>
            <span className="ml-auto tabular-nums">{count.toLocaleString('en')}</span>
          </li>
        ))}
        {others > 0 && <li className="text-muted">and {others} more</li>}
      </ul>
      <Link href={hrefWith('/audit', filter)} prefetch={false} className={`text-sm ${LINK}`}>
        {isListWider ? 'Show all of this kind' : 'Show these entries'}
        <span className="sr-only">: {title}</span>
      </Link>
    </Section>
  );
}

function Signature({ signedOff: { by, at, note, entries, ownActs, logSize } }: { signedOff: SignedOff }) {
  return (
    <div className="grid gap-1">
      <p>
        <span className="text-ok">Signed off</span> by {by}, <TimeText at={at} />
      </p>
      {note !== null && <p>{note}</p>}
      <p className="text-sm text-muted">
        {entries.toLocaleString('en')} {entries === 1 ? 'entry' : 'entries'}, under the checkpoint of size {logSize.toLocaleString('en')}
        {ownActs > 0 && `; includes ${ownActs === 1 ? 'one act' : `${ownActs} acts`} of the signer`}
      </p>
    </div>
  );
}
