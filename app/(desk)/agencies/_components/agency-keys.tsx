import { Check, CircleSlash, PhoneCall } from 'lucide-react';
import { CopyButton } from '@/app/_ui/copy-button';
import { Code } from '@/app/_ui/key-value';
import { TimeText } from '@/app/_ui/time-text';
import { type AgencyKeyRow, type AgencyKeyState, type AgencyRow, KEY_KINDS, KEY_STATES } from '@/lib/referral/schema';
import { CheckAloud } from './check-aloud';
import { RetireKey } from './retire';

const LOOKS: Record<AgencyKeyState, { readonly Icon: typeof Check; readonly tone: string }> = {
  to_check: { Icon: PhoneCall, tone: 'text-high' },
  checked: { Icon: Check, tone: 'text-ok' },
  retired: { Icon: CircleSlash, tone: 'text-muted' },
};

interface AgencyKeysProps {
  agency: AgencyRow;
  manageOff: string | undefined;
  checkOff: string | undefined;
}

function Key({ agency, agencyKey, manageOff, checkOff }: AgencyKeysProps & { agencyKey: AgencyKeyRow }) {
  const { kind, state, fingerprint, addedBy, addedAt, checkedBy, checkedAt, retiredAt } = agencyKey;
  const { Icon, tone } = LOOKS[state];
  return (
    <li className="grid gap-1 border-t border-line py-2 first:border-t-0 first:pt-0 last:pb-0">
      <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <span className="font-medium">{KEY_KINDS[kind].words}</span>
        <span className={`inline-flex items-center gap-1 text-sm ${tone}`}>
          <Icon aria-hidden className="size-3.5 flex-none" strokeWidth={2} />
          {KEY_STATES[state]}
        </span>
      </span>
      {fingerprint !== null && (
        <span className="flex items-start gap-1">
          <Code>{fingerprint}</Code>
          <CopyButton value={fingerprint} label={`fingerprint of the ${KEY_KINDS[kind].words} key of ${agency.name}`} />
        </span>
      )}
      <span className="text-sm text-muted">
        Added by {addedBy}, <TimeText at={addedAt} />.
        {checkedAt !== null && (
          <>
            {' '}
            Read back to {checkedBy}, <TimeText at={checkedAt} />.
          </>
        )}
        {retiredAt !== null && (
          <>
            {' '}
            Retired <TimeText at={retiredAt} />.
          </>
        )}
      </span>
      {state === 'to_check' && <span className="text-sm text-muted">{agencyKey.checkOff ?? `Nothing is sealed with it before you or a colleague called ${agency.phone}.`}</span>}
      {state !== 'retired' && (
        <span className="flex flex-wrap gap-1.5 pt-0.5">
          {state === 'to_check' && <CheckAloud agency={agency} agencyKey={agencyKey} disabledReason={checkOff ?? agencyKey.checkOff ?? undefined} />}
          <RetireKey agency={agency} agencyKey={agencyKey} disabledReason={manageOff} />
        </span>
      )}
    </li>
  );
}

/** The keys of an agency, the ones that are of use or may become so first. */
export function AgencyKeys(props: AgencyKeysProps) {
  const { agency } = props;
  const [current, retired] = [agency.keys.filter(({ state }) => state !== 'retired'), agency.keys.filter(({ state }) => state === 'retired')];
  return (
    <>
      {current.length === 0 ? <p className="text-sm text-muted">{agency.retiredAt ? 'None in use.' : 'No key in use: nothing can be sealed for it yet.'}</p> : <ul aria-label={`Keys of ${agency.name}`}>{current.map((each) => <Key key={each.id} {...props} agencyKey={each} />)}</ul>}
      {retired.length > 0 && (
        <details className="pt-1.5 text-sm text-muted">
          <summary className="min-h-6">Retired: {retired.length}</summary>
          <ul aria-label={`Retired keys of ${agency.name}`} className="pt-1.5">{retired.map((each) => <Key key={each.id} {...props} agencyKey={each} />)}</ul>
        </details>
      )}
    </>
  );
}
