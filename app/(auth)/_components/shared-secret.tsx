import { CopyButton } from '@/app/_ui/copy-button';
import { QrCode } from './qr-code';

/** A new authenticator's secret: to be scanned, or typed in fours. */
export function SharedSecret({ secret, uri }: { secret: string; uri: string }) {
  return (
    <>
      <QrCode text={uri} label="QR code of the key below, for your authenticator app" />
      <div className="grid gap-1">
        <p className="text-sm font-medium text-muted">Key</p>
        <div className="flex items-center gap-2 rounded-md border border-line bg-surface px-3 py-2">
          <code className="min-w-0 font-mono break-words select-all">{secret.match(/.{1,4}/g)?.join(' ')}</code>
          <CopyButton value={secret} label="key" />
        </div>
      </div>
    </>
  );
}
