import type { ReactNode } from 'react';

export interface KeyValueItem {
  term: string;
  value: ReactNode;
}

/** Terms and what they are, in two columns. Items without a value are left out by whoever builds the list. */
export function KeyValue({ items }: { items: readonly KeyValueItem[] }) {
  return (
    <dl className="grid grid-cols-[6.5rem_minmax(0,1fr)] gap-x-2.5 gap-y-1.25">
      {items.map((item) => (
        <div key={item.term} className="contents">
          <dt className="text-faint">{item.term}</dt>
          <dd className="wrap-anywhere">{item.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** An id, a hash, an address: fixed width, breaks anywhere, and between the groups of a fingerprint where it has some. */
export function Code({ children }: { children: ReactNode }) {
  return <code className="font-mono text-xs wrap-anywhere text-muted">{children}</code>;
}
