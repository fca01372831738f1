'use client';
import { useState } from 'react';
import { EmptyState } from '@/app/_ui/empty-state';
import type { PreservedItem } from '@/lib/review/schema';
import { MediaViewer } from '../../../_media/media-viewer';

/** The files of an item that is preserved, blurred until somebody says why they have to look. */
export function PreservedFiles({ item }: { item: PreservedItem }) {
  const [selected, setSelected] = useState(0);
  if (item.files.length === 0) return <EmptyState title="Words alone">No file came with this item. Its words are read where they are needed: in a referral of its case.</EmptyState>;
  return (
    <>
      <MediaViewer item={{ ...item, asksReason: true }} selected={selected} onSelect={setSelected} disabledReason={undefined} />
      <p className="text-right text-sm text-faint">That you opened this page, and each look with its reason, is recorded.</p>
    </>
  );
}
