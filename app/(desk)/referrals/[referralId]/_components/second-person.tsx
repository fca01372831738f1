'use client';
import { useToast } from '@/app/_ui/toast';
import { APPROVAL_HOURS, DECLINE_REASON_LENGTH, type ReferralView } from '@/lib/referral/schema';
import { SecondAnswers } from '../../../_components/second-answers';
import { useRefresh } from '../../../_live/live-refresh';
import { agree, sendBack } from '../../actions';

/** The second person of a referral agrees to exactly what they read, or sends it back. */
export function SecondPerson({ view: { id: referralId, agreedDigest, off, isTest, requested } }: { view: ReferralView }) {
  const { notify } = useToast();
  const refresh = useRefresh();
  return (
    <SecondAnswers
      group="This referral"
      off={off.approve}
      agree={{
        label: isTest ? 'Agree, as a test' : 'Agree',
        note: `You agree to exactly what stands here. It asks for your second factor, and holds for ${APPROVAL_HOURS} hours.`,
        ask: () => agree({ referralId, agreedDigest: agreedDigest ?? '' }),
        done(answer) {
          if (answer.kind === 'void') notify({ title: 'It is a draft again', description: answer.words });
          else notify({ title: 'You agreed', description: `A liaison can release it within ${APPROVAL_HOURS} hours.` });
          refresh();
        },
        refused: refresh,
      }}
      sendBack={{
        description: `${requested.by} reads what you write; the agency does not. Nothing leaves until somebody agrees.`,
        hint: 'What should be looked at again. It is sealed with the case.',
        most: DECLINE_REASON_LENGTH.most,
        ask: (reason) => sendBack({ referralId, reason }),
        done() {
          notify({ title: 'Sent back', description: `${requested.by} reads why. Nothing has left.` });
          refresh();
        },
      }}
    />
  );
}
