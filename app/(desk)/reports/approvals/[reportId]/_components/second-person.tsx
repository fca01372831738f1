'use client';
import { useRouter } from 'next/navigation';
import { useToast } from '@/app/_ui/toast';
import { DECLINE_LENGTH } from '@/lib/reporting/schema';
import { SecondAnswers } from '../../../../_components/second-answers';
import { agree, sendBack } from '../../actions';

interface SecondPersonProps {
  reportId: string;
  createdBy: string;
  hotlineName: string;
  isTest: boolean;
  undoSeconds: number;
  /** Why the reader is not who can agree, or null. */
  off: string | null;
}

/** The second person of a report agrees that it is filed, or sends it back. */
export function SecondPerson({ reportId, createdBy, hotlineName, isTest, undoSeconds, off }: SecondPersonProps) {
  const router = useRouter();
  const { notify } = useToast();

  function over(title: string, description: string) {
    notify({ title, description });
    router.push('/reports/approvals');
  }

  return (
    <SecondAnswers
      group="This report"
      off={off}
      lead={<p className="text-sm text-muted">All that is sent stands here but pictures and the words of messages. Those words you can unfold on the item; pictures need not be looked at to agree.</p>}
      agree={{
        label: isTest ? 'Agree: file as a test' : 'Agree: file it',
        note: `It leaves for ${hotlineName} ${undoSeconds} seconds after you agree.`,
        ask: () => agree({ reportId }),
        done: () => over('You agreed', `It leaves in ${undoSeconds} seconds, unless ${createdBy} undoes it. It is filed when its receipt is here.`),
      }}
      sendBack={{
        description: `${createdBy} reads what you write, and nobody outside the desk does. Nothing is filed until somebody agrees.`,
        hint: 'What should be looked at again, in words that say no more than needed.',
        most: DECLINE_LENGTH.most,
        ask: (reason) => sendBack({ reportId, reason }),
        done: () => over('Sent back', `${createdBy} reads why. Nothing was filed.`),
      }}
    />
  );
}
