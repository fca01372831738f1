'use client';
import { legendClass } from '@/app/_ui/choice';
import type { ReferralChoices } from '@/lib/referral/schema';

interface ThirdPersonsProps {
  accounts: ReferralChoices['accounts'];
  chosen: readonly string[];
  onChange: (accountIds: string[]) => void;
}

/** Which of the people in the case are third persons, whose names, addresses and IP give way to a stand-in. */
export function ThirdPersons({ accounts, chosen, onChange }: ThirdPersonsProps) {
  const others = accounts.filter(({ isSubject }) => !isSubject);
  if (others.length === 0) return <p className="text-muted">Nobody but the subject takes part in this case.</p>;
  return (
    <fieldset>
      <legend className={legendClass(false)}>Third persons</legend>
      <ul className="grid gap-1">
        {others.map(({ id, externalId, screenName, platform }) => (
          <li key={id}>
            <label className="inline-flex min-h-6.5 items-center gap-2">
              <input
                type="checkbox"
                name="third"
                className="size-4 flex-none accent-accent"
                checked={chosen.includes(id)}
                onChange={(event) => onChange(event.target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
              />
              <span className="wrap-anywhere">
                {screenName ?? externalId} <span className="text-sm text-muted">{screenName === null ? platform : `${externalId}, ${platform}`}</span>
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
