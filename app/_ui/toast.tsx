'use client';
import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useMemo } from 'react';
import { UndoCountdown } from './undo-countdown';
import type { UndoOffer } from './undo-countdown';

const SHOWN_MS = 6000;

interface Notice {
  title: string;
  description?: string;
}

interface ToastApi {
  /** Says something once, politely, for six seconds. */
  notify: (notice: Notice) => string;
  /** Offers to take something back, with a countdown and the key z. */
  offerUndo: (notice: Notice & UndoOffer) => string;
  dismiss: (id: string) => void;
}

interface ToastData {
  undo?: UndoOffer;
}

/** Shows toasts for everything inside it. It stands inside the KeyboardProvider. */
export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider>
      {children}
      <Toast.Portal>
        {/* In the middle, over the stage: at the right it would lie on the decision's buttons. */}
        <Toast.Viewport className="fixed bottom-4 left-1/2 z-60 grid w-[min(24rem,calc(100vw-2rem))] -translate-x-1/2 gap-2">
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

/** What shows toasts. Usable under the ToastProvider. */
export function useToast(): ToastApi {
  const { add, close } = Toast.useToastManager();
  return useMemo(
    () => ({
      notify: (notice) => add({ ...notice, timeout: SHOWN_MS }),
      // Without a timeout of its own: only the countdown ends an offer to undo.
      offerUndo: ({ title, description, ...undo }) => add<ToastData>({ title, description, timeout: 0, data: { undo } }),
      dismiss: (id) => close(id),
    }),
    [add, close],
  );
}

function ToastList() {
  const { toasts, close } = Toast.useToastManager<ToastData>();
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      swipeDirection={[]}
      className="rounded-lg border border-line-strong bg-raised shadow-float transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Toast.Content className="flex items-center gap-3 py-2.5 pr-2.5 pl-3.5">
        <div className="min-w-0 flex-1">
          <Toast.Title className="font-medium" render={<div />} />
          <Toast.Description className="text-sm text-muted" render={<div />} />
        </div>
        {toast.data?.undo ? (
          <UndoCountdown offer={toast.data.undo} close={() => close(toast.id)} />
        ) : (
          <Toast.Close
            aria-label="Dismiss"
            className="grid size-7 place-items-center rounded-md text-faint hover:bg-surface hover:text-text"
          >
            <X aria-hidden className="size-4" />
          </Toast.Close>
        )}
      </Toast.Content>
    </Toast.Root>
  ));
}
