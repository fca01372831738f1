import { Check, CircleAlert } from 'lucide-react';
import { Section } from '@/app/_ui/section';
import { TimeText } from '@/app/_ui/time-text';
import type { ReportView } from '@/lib/reporting';
import { RetryNotice } from './retry-notice';

interface NoticesProps {
  notices: ReportView['notices'];
  /** Why the viewer cannot send one again, or undefined. */
  tellOff: string | undefined;
}

/** Whether the platform was told to remove, suspend and preserve. */
export function Notices({ notices, tellOff }: NoticesProps) {
  if (notices.length === 0) return null;
  return (
    <Section title="Notice to the platform" as="h2">
      <ul className="grid gap-2">
        {notices.map((notice) => (
          <NoticeLine key={notice.id} notice={notice} tellOff={tellOff} />
        ))}
      </ul>
    </Section>
  );
}

function NoticeLine({ notice: { id, platform, state, attempts, nextAt, deliveredAt, problem }, tellOff }: { notice: ReportView['notices'][number]; tellOff: string | undefined }) {
  return (
    <li className="grid max-w-[80ch] justify-items-start gap-1">
      {deliveredAt !== null && (
        <span className="inline-flex items-center gap-1.25 text-ok">
          <Check aria-hidden className="size-3.5 flex-none" strokeWidth={2} />
          <span>
            {platform} was told at <TimeText at={deliveredAt} />
          </span>
        </span>
      )}
      {state === 'waiting' && (
        <span>
          {platform} is being told: remove, suspend, preserve.
          {attempts > 0 && (
            <span className="text-muted">
              {' '}
              Attempt {attempts} failed; the next is at <TimeText at={nextAt} />.
            </span>
          )}
        </span>
      )}
      {state === 'stuck' && (
        <span className="inline-flex items-center gap-1.25 font-medium text-imminent">
          <CircleAlert aria-hidden className="size-3.5 flex-none" strokeWidth={2} />
          {platform} could not be told
        </span>
      )}
      {problem !== null && <span className="text-muted">{problem}</span>}
      {state === 'stuck' && <RetryNotice noticeId={id} platform={platform} disabledReason={tellOff} />}
    </li>
  );
}
