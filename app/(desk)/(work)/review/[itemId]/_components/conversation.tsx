'use client';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { cx } from '@/app/_ui/cx';
import { useShortcut } from '@/app/_ui/keyboard';
import { formatTime } from '@/app/_ui/format-time';
import { TimeText } from '@/app/_ui/time-text';
import { useToast } from '@/app/_ui/toast';
import { nounOf } from '@/lib/evidence/schema';
import type { ReviewItem, ReviewMessage } from '@/lib/review/schema';
import { attempt } from '../../../../_components/attempt';
import { unfoldMessage, unfoldMessages } from '../actions';
import { showHidden } from '../show-hidden';

interface ConversationProps {
  item: Pick<ReviewItem, 'id' | 'accounts' | 'messages' | 'files' | 'settings'>;
  disabledReason: string | undefined;
}

/** Folded text: one message at a time is unfolded, or all at once for who chose so, each a recorded act. */
export function Conversation({ item, disabledReason }: ConversationProps) {
  const { notify } = useToast();
  // null while a text is on its way.
  const [texts, setTexts] = useState<Readonly<Record<string, string | null>>>({});
  // What is on its way, so that a second press unfolds the next message and not the same one again.
  const asked = useRef(new Set<string>());
  const flagged = item.messages.filter(({ isFlagged }) => isFlagged).length;

  async function unfold(id: string) {
    if (asked.current.has(id)) return;
    asked.current.add(id);
    setTexts((shown) => ({ ...shown, [id]: null }));
    const result = await attempt(() => unfoldMessage({ messageId: id }));
    if (result.ok) setTexts((shown) => ({ ...shown, [id]: result.value.text }));
    else {
      asked.current.delete(id);
      setTexts(({ [id]: _folded, ...shown }) => shown);
      notify({ title: 'The message stays folded', description: result.message });
    }
  }

  const isOpen = !item.settings.isTextFolded && disabledReason === undefined;
  useEffect(() => {
    if (!isOpen) return undefined;
    let isGone = false;
    void attempt(() => unfoldMessages({ itemId: item.id })).then((result) => {
      // Unread, they can still be unfolded one by one.
      if (!isGone && result.ok) setTexts((shown) => ({ ...result.value.texts, ...shown }));
    });
    return () => {
      isGone = true;
    };
  }, [isOpen, item.id]);

  // Flagged messages first: they are why the item is here.
  const folded = item.messages.filter(({ id, hasText }) => hasText && !(id in texts)).toSorted((a, b) => Number(b.isFlagged) - Number(a.isFlagged));
  const [next] = folded;
  const unfoldNext = () => {
    const waiting = folded.find(({ id }) => !asked.current.has(id));
    if (waiting) void unfold(waiting.id);
  };
  useShortcut('u', unfoldNext, { label: 'Unfold one message', group: 'This item', enabled: next !== undefined && disabledReason === undefined });

  return (
    <section aria-label="Conversation" className="overflow-hidden rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center gap-2.5 border-b border-line px-3.5 py-2 text-muted">
        <h2 className="font-medium text-text">Conversation</h2>
        <span>
          {item.accounts} account{item.accounts === 1 ? '' : 's'} · {item.messages.length} message{item.messages.length === 1 ? '' : 's'}, {flagged} flagged
        </span>
        <span className="flex-1" />
        {next && (
          <Button size="sm" variant="quiet" kbd="u" disabledReason={disabledReason} onClick={unfoldNext}>
            Unfold one
          </Button>
        )}
      </header>
      <ol className="divide-y divide-line">
        {item.messages.map((message, index) => (
          <Message key={message.id} message={message} files={filesWords(message, item.files)} number={index + 1} isNewDay={dayOf(message) !== dayOf(item.messages[index - 1])} text={texts[message.id]} disabledReason={disabledReason} onUnfold={() => void unfold(message.id)} />
        ))}
      </ol>
    </section>
  );
}

const dayOf = (message: ReviewMessage | undefined) => message && formatTime(message.sentAt, 'date');

/** `Image 1, video 2 and image 3 sent here`; nothing where no file was sent. */
function filesWords({ files: numbers }: ReviewMessage, files: ReviewItem['files']): string {
  const names = numbers.map((number) => `${nounOf(files[number - 1]?.contentType ?? '').toLowerCase()} ${number}`);
  const [last] = names.splice(-1);
  if (last === undefined) return '';
  const words = names.length > 0 ? `${names.join(', ')} and ${last}` : last;
  return `${words[0]?.toUpperCase()}${words.slice(1)} sent here`;
}

interface MessageProps {
  message: ReviewMessage;
  /** What was sent with it, in words. */
  files: string;
  number: number;
  /** Sent on another day than the message before it. */
  isNewDay: boolean;
  /** undefined while folded, null on its way. */
  text: string | null | undefined;
  disabledReason: string | undefined;
  onUnfold: () => void;
}

function Message({ message, files, number, isNewDay, text, disabledReason, onUnfold }: MessageProps) {
  return (
    <li className={cx('grid grid-cols-[7rem_minmax(0,1fr)_3rem] items-baseline gap-3 px-3.5 py-2', message.isFlagged && 'bg-high-soft')}>
      {isNewDay && (
        <span className="col-span-3 -mb-1 text-xs text-faint">
          <TimeText at={message.sentAt} form="date" />, times in UTC
        </span>
      )}
      <span className="truncate text-muted" title={message.sender}>
        {message.sender}
      </span>
      <span className="grid gap-0.5">
        {message.isFlagged && <span className="text-sm text-high">Flagged{files && ` · ${files}`}</span>}
        {!message.isFlagged && files && <span className="text-sm text-muted">{files}</span>}
        {typeof text === 'string' && <span className="whitespace-pre-wrap wrap-anywhere">{text === '' ? <em className="text-faint">No text</em> : showHidden(text)}</span>}
        {typeof text !== 'string' && message.hasText && (
          <button
            type="button"
            onClick={() => disabledReason === undefined && onUnfold()}
            aria-disabled={disabledReason !== undefined || undefined}
            aria-busy={text === null || undefined}
            title={disabledReason}
            aria-label={`Unfold message ${number}`}
            className={cx('flex min-h-6 w-fit items-center gap-1.5 rounded-sm text-faint', text === null && 'animate-pulse-soft')}
          >
            <span aria-hidden className="h-2.25 w-10 rounded-sm bg-line-strong" />
            <span aria-hidden className="h-2.25 w-10 rounded-sm bg-line-strong" />
            <span aria-hidden className="h-2.25 w-7 rounded-sm bg-line-strong" />
          </button>
        )}
      </span>
      <span className="text-right text-sm text-faint">
        <TimeText at={message.sentAt} form="minute" />
      </span>
    </li>
  );
}
