'use client';
import { Dialog } from '@/app/_ui/dialog';
import { useQuestion } from './step-up';
import { StepUpForm } from './step-up-form';

/** Asks for the second factor again, over whatever was asked for; that goes on by itself once it is answered. */
export function StepUpDialog() {
  const question = useQuestion();
  return (
    <Dialog
      isOpen={question !== undefined}
      onOpenChange={(isOpen) => !isOpen && question?.answer(false)}
      title="Your second factor, once more"
      description="What you are about to do asks for it anew. It goes on by itself when you have answered; if you close this, nothing is done."
    >
      {question && <StepUpForm onVerified={() => question.answer(true)} onCancel={() => question.answer(false)} />}
    </Dialog>
  );
}
