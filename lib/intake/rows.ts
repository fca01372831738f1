import type { Ctx, Prisma } from '@/lib/db';
import { newObjectKey, sealText } from '@/lib/evidence';
import type { PlatformActor } from '@/lib/kernel';
import { keyOf } from './accounts';
import type { OpenCase } from './open-cases';
import type { Prepared } from './prepare';
import { harmsOf, isKnownIpEvent, isKnownSignal, mediaOf, rank, summarize } from './rules';
import type { SignalInput } from './schema';

/** Every row that one item becomes, apart from its accounts, conversation and case. */
export interface ItemRows {
  readonly item: Prisma.ItemCreateManyInput;
  readonly participants: Prisma.ParticipantCreateManyInput[];
  readonly ipEvents: Prisma.IpEventCreateManyInput[];
  readonly messages: Prisma.MessageCreateManyInput[];
  readonly messageMedia: Prisma.MessageMediaCreateManyInput[];
  readonly itemMedia: Prisma.ItemMediaCreateManyInput[];
  readonly signals: Prisma.SignalCreateManyInput[];
}

export interface Places {
  readonly accountIdOf: ReadonlyMap<string, string>;
  readonly conversationIdOf: ReadonlyMap<string, string>;
  readonly caseOf: ReadonlyMap<string, OpenCase>;
}

function need<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('an account, conversation or case of the item was not prepared');
  return value;
}

/** Every column is named, also where the sender said nothing: rows written together have the same columns. */
function signalRow(signal: SignalInput, place: { id: string; itemId: string; position: number }): Prisma.SignalCreateManyInput {
  const { kind, detector = null, list = null, algorithm = null, distance = null, threshold = null, quality = null, exact, test, label = null, score = null } = signal;
  const { modelVersion = null, reason = null, reporterId = null, mediaId = null } = signal;
  return {
    ...place, kind, isKnown: isKnownSignal(signal), detector, list, algorithm, distance, threshold, quality, exact, isTest: test, label, score,
    modelVersion, reason, reporterId, mediaId,
  };
}

/** Builds the rows; the texts and the submission are sealed under a new key of the item's own. */
export function rowsOf({ ids, clock, actor }: Ctx<PlatformActor>, { input, body, digest }: Prepared, places: Places): ItemRows {
  const { platform, conversation, subject, participants, messages, signals } = input;
  const id = ids.next();
  const { key, wrappedKey, kekId } = newObjectKey();
  const accountId = (externalId: string) => need(places.accountIdOf.get(keyOf(platform, externalId)));
  const subjectId = accountId(subject.externalId);
  const others = new Set(participants.map(({ externalId }) => accountId(externalId)));
  others.delete(subjectId);
  const files = mediaOf(input);

  const messageRows = messages.map((message, position) => {
    const messageId = ids.next();
    return {
      row: {
        id: messageId,
        itemId: id,
        externalId: message.externalId,
        senderId: accountId(message.senderId),
        position,
        sentAt: new Date(message.sentAt),
        sentAtText: message.sentAt,
        sealedText: message.text === undefined ? null : sealText(key, { purpose: 'message', id: messageId }, message.text),
        flagged: message.flagged,
      },
      media: message.media.map((mediaId, at) => ({ messageId, mediaId, position: at })),
    };
  });

  return {
    item: {
      id,
      platform,
      externalId: input.externalId,
      apiKeyId: actor.id,
      bodyDigest: digest,
      sealedBody: sealText(key, { purpose: 'item', id }, body),
      wrappedKey,
      kekId,
      caseId: need(places.caseOf.get(subjectId)).id,
      subjectId,
      conversationId: conversation ? need(places.conversationIdOf.get(keyOf(platform, conversation.externalId))) : null,
      occurredAt: new Date(input.occurredAt),
      occurredAtText: input.occurredAt,
      receivedAt: clock.now(),
      ...rank(input),
      summary: summarize(input, files.length),
      harms: harmsOf(input.signals),
      isTest: signals.some(({ test }) => test),
    },
    participants: [...others].map((account) => ({ itemId: id, accountId: account })),
    ipEvents: [subject, ...participants].flatMap(({ externalId, ipEvents }) =>
      ipEvents.map(({ ip, event, at, port }) => ({
        id: ids.next(), accountId: accountId(externalId), itemId: id, ip, event, isKnownEvent: isKnownIpEvent(event), at: new Date(at), atText: at, port: port ?? null,
      })),
    ),
    messages: messageRows.map(({ row }) => row),
    messageMedia: messageRows.flatMap(({ media }) => media),
    itemMedia: files.map((mediaId, position) => ({ itemId: id, mediaId, position })),
    signals: signals.map((signal, position) => signalRow(signal, { id: ids.next(), itemId: id, position })),
  };
}
