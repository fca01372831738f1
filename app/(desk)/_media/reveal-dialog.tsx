'use client';
import { useState } from 'react';
import { ConfirmDialog } from '@/app/_ui/confirm-dialog';
import { Field, TextArea } from '@/app/_ui/field';
import { REASON_MAX } from '@/lib/evidence/schema';
import type { ReviewFile, ReviewItem } from '@/lib/review/schema';
import { isVideo } from '@/lib/wellness/schema';

interface RevealDialogProps {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  name: string;
  file: ReviewFile;
  item: Pick<ReviewItem, 'viewing' | 'settings' | 'asksReason'>;
  /** Answers whether it was shown. */
  onConfirm: (reason: string) => Promise<boolean>;
}

/** What will be seen, in words. */
function whatIsSeen(file: ReviewFile, { isGrey, isMuted }: ReviewItem['settings']): string {
  if (isVideo(file.contentType)) return `It plays small, in grey and ${isMuted ? 'without sound' : 'with its sound off until you turn it on'}, once you press play.`;
  return `You will see the original in ${isGrey ? 'grey' : 'colour'} for up to a minute.`;
}

const IS_RECORDED = 'That you saw it, when and why is recorded.';
const IS_EVIDENCE = 'It is kept as evidence, and only few may see it.';

/** Why looking is not needed; undefined where it may be. */
function whyNotNeeded({ isVerified }: ReviewFile, isNeeded: boolean): string | undefined {
  if (isVerified) return 'This file matches a verified list exactly: people have looked before, and looking is not needed to decide.';
  return isNeeded ? undefined : 'Another file of this item matches a verified list exactly: looking at this one is not needed to decide.';
}

/** Asks why before an original is shown; the reason goes into the audit trail as it is written. */
export function RevealDialog({ isOpen, onOpenChange, name, file, item, onConfirm }: RevealDialogProps) {
  const [reason, setReason] = useState('');
  const isEmpty = reason.trim() === '';
  const remark = item.asksReason ? IS_EVIDENCE : whyNotNeeded(file, item.viewing.isNeeded);
  return (
    <ConfirmDialog
      isOpen={isOpen}
      onOpenChange={onOpenChange}
      title={item.asksReason ? `Look at preserved ${name}` : `Reveal ${name}`}
      summary={[remark, whatIsSeen(file, item.settings), IS_RECORDED].filter(Boolean).join(' ')}
      confirmLabel={item.asksReason ? 'Look' : 'Reveal'}
      disabledReason={isEmpty ? 'Say why first.' : undefined}
      onConfirm={() => {
        // A reason that led to nothing need not be written again.
        void onConfirm(reason.trim()).then((isShown) => isShown && setReason(''));
      }}
    >
      <Field label="Reason" hint="One sentence without personal data." isRequired>
        <TextArea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={REASON_MAX} rows={2} />
      </Field>
    </ConfirmDialog>
  );
}
