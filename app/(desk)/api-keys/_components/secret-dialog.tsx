'use client';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Dialog } from '@/app/_ui/dialog';

interface SecretDialogProps {
  issued: { name: string; secret: string } | undefined;
  onClose: () => void;
}

/** A new key's secret, the one time that anybody can see it. */
export function SecretDialog({ issued, onClose }: SecretDialogProps) {
  return (
    <Dialog
      isOpen={issued !== undefined}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="md"
      title={`Key for ${issued?.name ?? ''}`}
      description="Copy it now and give it to the system that will send items. Only a hash of it is kept: nobody can show it again. If it is lost, revoke it and create another."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      {issued && (
        <div className="flex items-center gap-2 rounded-md border border-line bg-bg px-3 py-2">
          <code className="min-w-0 font-mono break-all select-all">{issued.secret}</code>
          <CopyButton value={issued.secret} label="key" />
        </div>
      )}
      <p className="mt-2.5 text-sm text-muted">
        It is sent as the header <code className="font-mono">Authorization: Bearer …</code> and may send items and files, nothing else.
      </p>
    </Dialog>
  );
}
