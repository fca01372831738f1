'use client';
import { useRouter } from 'next/navigation';
import { type ReactNode, createContext, useContext, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Dialog } from '@/app/_ui/dialog';
import { TimeText } from '@/app/_ui/time-text';
import type { JoinLink } from '@/lib/access/schema';

const LinkContext = createContext<(link: JoinLink) => void>(() => undefined);

/** Shows a link the one time that anybody can see it. Usable inside JoinLinks. */
export function useShowLink(): (link: JoinLink) => void {
  return useContext(LinkContext);
}

/** Holds the link above the list: a row that leaves the list must not take it away unread. */
export function JoinLinks({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [link, setLink] = useState<JoinLink>();

  function close() {
    setLink(undefined);
    router.refresh();
  }

  return (
    <LinkContext value={setLink}>
      {children}
      <Dialog
        isOpen={link !== undefined}
        onOpenChange={(isOpen) => {
          if (!isOpen) close();
        }}
        size="md"
        title={`Link for ${link?.pseudonym ?? ''}`}
        description="Copy it now, and hand it over in person or by the company’s own mail. Only a hash of it is kept: nobody can show it again."
        footer={
          <Button variant="primary" onClick={close}>
            I have copied it
          </Button>
        }
      >
        {link && (
          <>
            <div className="flex items-center gap-2 rounded-md border border-line bg-bg px-3 py-2">
              <code className="min-w-0 font-mono break-all select-all">{link.url}</code>
              <CopyButton value={link.url} label="link" />
            </div>
            <p className="mt-2.5 text-sm text-muted">
              Whoever opens it chooses a password and a second factor, once. It works until <TimeText at={link.expiresAt} />.
            </p>
          </>
        )}
      </Dialog>
    </LinkContext>
  );
}
