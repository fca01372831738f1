import type { Clock } from '@/lib/kernel';
import { megabytes, parcelJson, sizeOf } from '../courier-body';
import type { Courier } from '../hotline';
import { reportForm } from './form';
import { judgeDelivery } from './judge';
import { postSigned } from './post';
import { isWebhookSecret } from './sign';

export interface GatewayOptions {
  readonly address: string;
  /** `whsec_…`, see `isWebhookSecret`. */
  readonly secret: string;
  readonly isTest: boolean;
  readonly clock: Clock;
}

/** Of all files of one report together. */
const GATEWAY_MOST_BYTES = 2 * 1024 ** 3;
const TIMEOUT_MS = 60_000;
/** On top of that: a line slower than this is as good as cut. */
const SLOWEST_BYTES_PER_MS = 250;

/**
 * A company's own gateway: one POST with the report as signed JSON and its files behind it, none of them ever whole in
 * memory. The signature is that of the JSON, which names each file by its SHA-256. What it has to answer is in docs/hotlines.md.
 */
export function gatewayCourier({ address, secret, isTest, clock }: GatewayOptions): Courier {
  return {
    name: 'Your own gateway',
    async deliver(parcel, options = {}) {
      const { key, files } = parcel;
      const size = sizeOf(files);
      if (size > GATEWAY_MOST_BYTES) {
        const message = `The files of this report have ${megabytes(size)} together; a gateway is sent ${megabytes(GATEWAY_MOST_BYTES)} at most. Nothing was sent.`;
        return { kind: 'rejected', code: 413, message, call: { method: 'POST', path: new URL(address).pathname, startedAt: clock.now(), durationMs: 0 } };
      }
      if (!isWebhookSecret(secret)) {
        const message = 'The secret of the gateway is none: it begins with whsec_ and goes on in base64, with 24 to 64 bytes. Nothing is sent until an administrator has entered it anew.';
        return { kind: 'stop', message, call: { method: 'POST', path: new URL(address).pathname, startedAt: clock.now(), durationMs: 0 } };
      }
      const json = parcelJson(parcel);
      const timeoutMs = options.timeoutMs ?? TIMEOUT_MS + Math.ceil(size / SLOWEST_BYTES_PER_MS);
      return judgeDelivery(await postSigned({ address, secret, id: key, body: json, wrapped: reportForm(json, files), isTest, clock }, { ...options, timeoutMs }));
    },
  };
}
