'use client';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Dialog } from '@/app/_ui/dialog';
import type { NewSecret } from '@/lib/access';

function Shown({ label, value }: { label: string; value: string }) {
  return (
    <div className="grid gap-1">
      <p className="text-sm font-medium text-muted">{label}</p>
      <div className="flex items-center gap-2 rounded-md border border-line bg-bg px-3 py-2">
        <code className="min-w-0 font-mono break-all select-all">{value}</code>
        <CopyButton value={value} label={label.toLowerCase()} />
      </div>
    </div>
  );
}

/** A new secret and what signs with it, the one time that anybody can see them. */
export function SecretDialog({ title, shown, onClose }: { title: string; shown: NewSecret | undefined; onClose: () => void }) {
  return (
    <Dialog
      isOpen={shown !== undefined}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="md"
      title={title}
      description="Copy it now and give it to the system that will send. Nobody can show it again; if it is lost, rotate the key."
      footer={
        <Button variant="primary" onClick={onClose}>
          {shown?.signingKey ? 'I have copied both' : 'I have copied it'}
        </Button>
      }
    >
      {shown && (
        <div className="grid gap-3.5">
          <Shown label="Secret" value={shown.secret} />
          {shown.signingKey !== null && <Shown label="Signing key" value={shown.signingKey} />}
          <p className="text-sm text-muted">
            The secret is sent as the header <code className="font-mono">Authorization: Bearer …</code>.{' '}
            {shown.signingKey !== null && 'The signing key is never sent: requests with this secret are signed with it. '}
            <a className="text-accent underline" href="/docs/api">How to send</a>
          </p>
        </div>
      )}
    </Dialog>
  );
}
