import { expect } from '@playwright/test';
import pg from 'pg';
import { system } from './system';

async function post(path: string, body: BodyInit, contentType: string): Promise<Response> {
  const { address, apiKey } = system();
  return fetch(`${address}/api/intake/v1/${path}`, { method: 'POST', body, headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': contentType } });
}

/** Comes back when the worker has made what can be shown of a file, or found that nothing can. */
async function whenDerived(mediaId: string): Promise<void> {
  const database = new pg.Client({ connectionString: system().ownerUrl });
  await database.connect();
  try {
    const state = async () => (await database.query<{ state: string }>('SELECT "state" FROM "Media" WHERE "id" = $1', [mediaId])).rows[0]?.state;
    await expect.poll(state, { timeout: 60_000, intervals: [50], message: 'the worker makes the renderings' }).not.toBe('received');
  } finally {
    await database.end();
  }
}

/** Sends a file as a platform does, waits until it can be looked at, or is known not to be, and answers its id. */
export async function pushMedia(bytes: Buffer, contentType = 'application/octet-stream'): Promise<string> {
  const answer = await post('media', new Uint8Array(bytes), contentType);
  if (!answer.ok) throw new Error(`The file was refused: ${await answer.text()}`);
  const { mediaId } = (await answer.json()) as { mediaId: string };
  await whenDerived(mediaId);
  return mediaId;
}

export interface Pushed {
  readonly itemId: string;
  readonly caseNumber: string;
}

interface Sent {
  readonly externalId: string;
  readonly subject: string;
  readonly mediaIds?: readonly string[];
  readonly signals: readonly object[];
  readonly text?: string;
  /** Of the other one, which is not flagged. */
  readonly otherText?: string;
  /** What the platform and the people call themselves, and where they come from. */
  readonly names?: { readonly platform?: string; readonly screenName?: string; readonly displayName?: string; readonly ip?: string };
}

/** Sends an item of two people and two messages, the second flagged, and answers what the desk made of it. */
export async function pushItem({ externalId, subject, mediaIds = [], signals, text = 'The tomatoes are ripe.', otherText = 'How is the garden?', names = {} }: Sent): Promise<Pushed> {
  const at = (minute: number) => `2026-11-20T08:${String(minute).padStart(2, '0')}:00+01:00`;
  const answer = await post(
    'items',
    JSON.stringify({
      externalId,
      platform: names.platform ?? 'Example Messenger',
      occurredAt: at(15),
      conversation: { externalId: `dm-${externalId}`, encryption: 'transport' },
      subject: {
        externalId: subject,
        screenName: names.screenName ?? `${subject}_name`,
        displayName: names.displayName ?? 'A Demo Person',
        emails: [{ address: `${subject}@example.com`, verified: true }],
        ipEvents: [{ ip: names.ip ?? '203.0.113.7', event: 'Upload', at: at(14), port: 443 }],
        profileUrl: `https://example.com/u/${subject}`,
      },
      participants: [{ externalId: `${subject}-friend`, screenName: 'friend_two' }],
      messages: [
        { externalId: `${externalId}-m1`, senderId: `${subject}-friend`, sentAt: at(13), text: otherText, flagged: false },
        { externalId: `${externalId}-m2`, senderId: subject, sentAt: at(15), text, media: mediaIds, flagged: true },
      ],
      signals,
      severityHint: 'high',
    }),
    'application/json',
  );
  if (answer.status !== 201) throw new Error(`The item was refused: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as Pushed;
}

export const exactMatch = (mediaId: string) => ({ kind: 'hash_match', detector: 'hma', list: 'confirmed', algorithm: 'sha256', distance: 0, threshold: 0, mediaId, exact: true, test: false });
export const nearMatch = (mediaId: string) => ({ kind: 'hash_match', detector: 'hma', list: 'confirmed', algorithm: 'pdq', distance: 4, threshold: 31, quality: 97, mediaId, exact: false, test: false });
export const grooming = { kind: 'classifier', detector: 'text-v2', label: 'grooming', score: 0.91, modelVersion: '2026-09' };
