'use client';
import { type ReactNode, createContext, useContext, useState } from 'react';
import { Button } from '@/app/_ui/button';
import { Dialog } from '@/app/_ui/dialog';

const LastTryContext = createContext<(what: string) => void>(() => undefined);

/** Says that what was read back differed once too often. Usable inside LastTry; `what` is the key: "age key of Example Police". */
export function useLastTry(): (what: string) => void {
  return useContext(LastTryContext);
}

/** Tells of a key that was retired by its last try above the list: its row changes at that moment, and must not take the words away unread. */
export function LastTry({ children }: { children: ReactNode }) {
  const [what, setWhat] = useState<string>();
  const close = () => setWhat(undefined);
  return (
    <LastTryContext value={setWhat}>
      {children}
      <Dialog
        isOpen={what !== undefined}
        onOpenChange={close}
        title={`The ${what ?? 'key'} is retired`}
        description="That was the third time that what you typed is another key, so this one is retired: nothing is ever sealed with it. Nothing else was changed. Ask the agency for its key anew, over the number of the directory, and have it added again."
        footer={
          <Button variant="primary" onClick={close}>
            Close
          </Button>
        }
      />
    </LastTryContext>
  );
}
