import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import type { Clock } from '@/lib/kernel';
import { megabytes, sizeOf } from '../courier-body';
import type { Answer, Call, CallOptions, Courier, Parcel } from '../hotline';
import { type MailFailure, judgeFailure } from './judge';
import { findKey } from './recipient-key';
import { sealedMail } from './sealed-mail';

export interface MailOptions {
  /** `smtp://` or `smtps://`, with user and password in it. */
  readonly smtpUrl: string;
  readonly from: string;
  readonly to: string;
  /** The hotline's OpenPGP public key in ASCII armour. */
  readonly publicKey: string;
  /** Lets mail go over a connection that nobody secured, to a server on this machine. */
  readonly isTest: boolean;
  readonly clock: Clock;
}

/** Of all files together. Sealed and written as text they grow by nine tenths, and many servers take no more than 25 to 35 MB. */
const MAIL_MOST_BYTES = 15 * 1024 ** 2;
const TIMEOUT_MS = 30_000;
/** A server may scan a mail for as long before it says that it has it (RFC 5321, 4.5.3.2.6); who hangs up earlier sends it twice. */
const TAKEN_WITHIN_MS = 10 * 60_000;
const PORTS = { 'smtps:': 465, 'smtp:': 587 } as const;

function connect({ smtpUrl, isTest }: MailOptions, timeoutMs: number | undefined) {
  const url = new URL(smtpUrl);
  const isSecure = url.protocol === 'smtps:';
  return nodemailer.createTransport({
    host: url.hostname,
    port: Number(url.port) || PORTS[isSecure ? 'smtps:' : 'smtp:'],
    secure: isSecure,
    // Who writes to whom is nobody's business either.
    requireTLS: !isSecure && !isTest,
    ...(url.username ? { auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } } : {}),
    connectionTimeout: timeoutMs ?? TIMEOUT_MS,
    greetingTimeout: timeoutMs ?? TIMEOUT_MS,
    socketTimeout: timeoutMs ?? TAKEN_WITHIN_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

/**
 * A hotline that takes mail: everything that says what it is about is inside the seal. No reference comes back by itself,
 * so one that was accepted still waits for a person to enter it. Without a valid key nothing is sent.
 */
export function mailCourier(options: MailOptions): Courier {
  return { name: 'Sealed mail', deliver: (parcel, callOptions = {}) => deliver(options, parcel, callOptions) };
}

async function deliver(options: MailOptions, parcel: Parcel, { signal, timeoutMs }: CallOptions): Promise<Answer<{ readonly reference: string | null }>> {
  const { clock, from, to } = options;
  const startedAt = clock.now();
  const call: Call = { method: 'POST', path: '/', startedAt, durationMs: 0 };
  const size = sizeOf(parcel.files);
  if (size > MAIL_MOST_BYTES) {
    return { kind: 'rejected', code: 552, message: `The files of this report have ${megabytes(size)} together; a mail carries ${megabytes(MAIL_MOST_BYTES)} at most. Nothing was sent: send the report another way.`, call };
  }
  const found = await findKey(options.publicKey, startedAt);
  if ('why' in found) return { kind: 'stop', message: `The hotline’s key is not usable, so nothing was sent. ${found.why}`, call };

  const mail = await sealedMail({ parcel, from, to, key: found.key, at: startedAt });
  const raw = Readable.from(mail.content);
  let wasRead = false;
  raw.once('end', () => (wasRead = true));
  const breakOff = () => raw.destroy(new Error('The desk is shutting down.'));
  if (signal?.aborted) breakOff();
  signal?.addEventListener('abort', breakOff, { once: true });
  const finish = (): Call => ({
    ...call,
    durationMs: clock.now().getTime() - startedAt.getTime(),
    request: { headers: { ...mail.headers }, body: `A sealed mail with ${parcel.files.length} files and ${size} bytes in them.` },
  });
  try {
    const { response } = await connect(options, timeoutMs).sendMail({ envelope: { from, to: [to] }, raw });
    return { kind: 'ok', value: { reference: null }, call: { ...finish(), response: { headers: {}, body: response.slice(0, 2000) } } };
  } catch (error) {
    return judgeFailure(error as MailFailure, { call: finish(), wasRead });
  } finally {
    signal?.removeEventListener('abort', breakOff);
    raw.destroy();
  }
}
