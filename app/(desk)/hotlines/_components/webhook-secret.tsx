'use client';
import { Button } from '@/app/_ui/button';
import { CopyButton } from '@/app/_ui/copy-button';
import { Dialog } from '@/app/_ui/dialog';

/** A platform's new secret, the one time that anybody can see it. */
export function WebhookSecret({ platform, secret, onClose }: { platform: string; secret: string | null; onClose: () => void }) {
  return (
    <Dialog
      isOpen={secret !== null}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      size="md"
      title={`Signing secret for ${platform}`}
      description="Copy it now and give it to the platform, which checks each notice with it. Nobody can show it again; if it is lost, make a new one."
      footer={
        <Button variant="primary" onClick={onClose}>
          I have copied it
        </Button>
      }
    >
      {secret !== null && (
        <div className="flex items-center gap-2 rounded-md border border-line bg-bg px-3 py-2">
          <code className="min-w-0 font-mono break-all select-all">{secret}</code>
          <CopyButton value={secret} label="secret" />
        </div>
      )}
    </Dialog>
  );
}
