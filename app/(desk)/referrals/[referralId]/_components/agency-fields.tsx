'use client';
import Link from 'next/link';
import { Field, Select } from '@/app/_ui/field';
import { OptionList } from '@/app/_ui/option-list';
import { KEY_KINDS, type ReferralChoices } from '@/lib/referral/schema';
import type { DraftFields } from './use-referral-draft';

interface AgencyFieldsProps {
  draft: DraftFields;
  agencies: ReferralChoices['agencies'];
}

/** Whom it goes to, and the key that it is sealed with. */
export function AgencyFields({ draft: { value, change, errorOf }, agencies }: AgencyFieldsProps) {
  const agency = agencies.find(({ id }) => id === value.agencyId);
  const usable = agency?.keys.filter(({ isUsable }) => isUsable) ?? [];

  function choose(agencyId: string) {
    const next = agencies.find(({ id }) => id === agencyId)?.keys.filter(({ isUsable }) => isUsable) ?? [];
    change({ agencyId: agencyId || null, keyId: next.length === 1 ? (next[0]?.id ?? null) : null });
  }

  return (
    <div className="grid max-w-[64ch] gap-4">
      <Field label="Agency" error={errorOf('agencyId')} isRequired hint={agencies.length === 0 ? 'The directory is empty: add the agency there first.' : undefined}>
        <Select name="agency" value={value.agencyId ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">Choose…</option>
          {agencies.map(({ id, name, country }) => (
            <option key={id} value={id}>
              {name} ({country})
            </option>
          ))}
        </Select>
      </Field>
      {agency && agency.keys.length > 0 && (
        <OptionList
          legend="Key that the package is sealed with"
          name="key"
          value={value.keyId ?? ''}
          onChange={(keyId) => change({ keyId })}
          options={agency.keys.map(({ id, kind, fingerprint, isUsable, words }) => ({
            value: id,
            label: `${KEY_KINDS[kind].words}, ${words.toLowerCase()}`,
            detail: fingerprint,
            disabledReason: isUsable ? undefined : words,
          }))}
        />
      )}
      {agency && errorOf('keyId') && <p className="text-sm text-imminent">{errorOf('keyId')}</p>}
      {agency && usable.length === 0 && <p className="text-sm text-high">No key of {agency.name} can be used yet. One is added in the directory, and a colleague checks it by telephone.</p>}
      <p className="text-sm text-muted">
        <Link href="/agencies" prefetch={false} className="text-accent underline">
          The directory of agencies
        </Link>{' '}
        has their people, telephones and keys.
      </p>
    </div>
  );
}
