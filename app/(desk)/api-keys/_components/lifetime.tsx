'use client';
import { Segmented } from '@/app/_ui/segmented';
import { KEY_DAYS } from '@/lib/access/schema';

export type Days = (typeof KEY_DAYS)[number];

const OPTIONS = KEY_DAYS.map((days) => ({ value: String(days), label: `${days} days` }));

/** How long a new secret is to live. */
export function Lifetime({ days, onChange }: { days: Days; onChange: (days: Days) => void }) {
  const choose = (value: string) => onChange(KEY_DAYS.find((each) => String(each) === value) ?? days);
  return <Segmented legend="The secret expires after" name="days" options={OPTIONS} value={String(days)} onChange={choose} />;
}
