import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import nodemailer from 'nodemailer';
import { type PublicKey, createMessage, encrypt } from 'openpgp';
import { parcelJson } from '../courier-body';
import type { Parcel } from '../hotline';
import { letterOf } from './words';

interface Letter {
  readonly parcel: Parcel;
  readonly from: string;
  readonly to: string;
  readonly key: PublicKey;
  readonly at: Date;
}

export interface SealedMail {
  /** What stands outside the seal: nothing that says what it is about. */
  readonly headers: Readonly<Record<string, string>>;
  readonly content: AsyncIterable<string>;
}

/** All that is sealed, as a MIME message of its own; files are read one after the other, as they are sent. */
async function insideOf({ parcel, to, at }: Letter): Promise<Readable> {
  const composer = nodemailer.createTransport({ streamTransport: true, newline: 'windows', disableFileAccess: true, disableUrlAccess: true });
  const { message } = await composer.sendMail({
    date: at,
    messageId: `<inside-${parcel.key}@sealed.invalid>`,
    subject: `Report ${parcel.key}${parcel.facts.isTest ? ' (test)' : ''}`,
    text: letterOf(parcel, to),
    attachments: [
      { filename: 'report.json', contentType: 'application/json', content: parcelJson(parcel) },
      ...parcel.files.map(({ name, contentType, content }) => ({ filename: name, contentType, content: Readable.from(content, { objectMode: false }) })),
    ],
  });
  if (!(message instanceof Readable)) throw new Error('The mail library gave no stream.');
  return message;
}

/**
 * A mail by RFC 3156 (PGP/MIME), sealed to one key. Everything is streamed: what is in memory is a frame of it. The same
 * report has the same Message-ID however often it is sent, so that a repetition can be told.
 * @throws Error while it is read, when a file fails: then no whole mail was sent.
 */
export async function sealedMail(letter: Letter): Promise<SealedMail> {
  const { parcel, from, to, key, at } = letter;
  const boundary = `sealed-${randomBytes(18).toString('hex')}`;
  const inside = await insideOf(letter);
  const armored = (await encrypt({
    message: await createMessage({ binary: Readable.toWeb(inside) as ReadableStream<Uint8Array> }),
    encryptionKeys: key,
    date: at,
    format: 'armored',
  })) as unknown as AsyncIterable<string>; // a web stream is iterable in Node, which the library’s types leave out
  const headers = {
    From: from,
    To: to,
    Subject: `Sealed message ${parcel.key}`,
    Date: at.toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${parcel.key}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/encrypted; protocol="application/pgp-encrypted"; boundary="${boundary}"`,
  };
  async function* content(): AsyncGenerator<string> {
    yield `${Object.entries(headers).map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`;
    yield `--${boundary}\r\nContent-Type: application/pgp-encrypted\r\n\r\nVersion: 1\r\n\r\n`;
    yield `--${boundary}\r\nContent-Type: application/octet-stream; name="encrypted.asc"\r\nContent-Disposition: inline; filename="encrypted.asc"\r\n\r\n`;
    yield* armored;
    yield `\r\n--${boundary}--\r\n`;
  }
  return { headers, content: content() };
}
