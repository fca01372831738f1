import { createHash } from 'node:crypto';
import { checkSignature, findKey, markUsed } from '@/lib/access';
import type { Scope } from '@/lib/access/schema';
import { type PlatformActor, type Result, fail, ok, systemClock } from '@/lib/kernel';
import { addressOf } from './client';
import { authorise } from './execute';
import { spend } from './limited';
import { recordRefusal } from './refused';

const MINUTE_S = 60;

/** A signed request's body turned out to be another than the one that was signed. */
export class OtherBody extends Error {
  constructor(readonly actor: PlatformActor) {
    super('the body is not the one that was signed');
  }
}

/** What the sender of an OtherBody is told. */
export const otherBody = () =>
  fail('unauthenticated', 'The request’s signature was not accepted, and nothing was kept. Look at the header Watchkeeper-Content-SHA256: the body that arrived has another SHA-256.');

/** The request with a body that ends in OtherBody unless its hash is as signed; nothing is read yet. */
function withCheckedBody(request: Request, actor: PlatformActor, contentSha256: string): Request {
  const hash = createHash('sha256');
  const check = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      hash.update(chunk);
      controller.enqueue(chunk);
    },
    flush(controller) {
      if (hash.digest('hex') !== contentSha256) controller.error(new OtherBody(actor));
    },
  });
  const body = (request.body ?? new Blob().stream()).pipeThrough(check);
  const { method, headers, signal } = request;
  const init: RequestInit & { duplex: 'half' } = { method, headers, signal, body, duplex: 'half' };
  return new Request(request.url, init);
}

export interface AdmittedMachine {
  readonly actor: PlatformActor;
  /** To be read instead of the one that came: a signed body is checked while it is read. */
  readonly request: Request;
}

/** Lets a key in: it is good, within its rate, its request is signed where that is asked for, and it has the scope. */
export async function admitMachine(request: Request, permission: { readonly scope: Scope }, requestId: string): Promise<Result<AdmittedMachine>> {
  const found = await findKey(systemClock, request.headers.get('authorization'));
  if (!found) {
    const refused = await authorise({ kind: 'nobody', address: addressOf(request.headers) }, permission, requestId);
    if (refused.ok) throw new Error('nobody was let in by a scope');
    return refused;
  }
  const { actor, ratePerMinute, needsSignature } = found;
  const within = await spend(actor, 'api_key', actor.id, { points: ratePerMinute, perSeconds: MINUTE_S }, requestId);
  if (!within.ok) return within;
  const { method, headers, url } = request;
  const { pathname, search } = new URL(url);
  const signed = needsSignature ? await checkSignature(systemClock, found, { method, path: pathname + search, headers }) : null;
  if (signed && !signed.ok) {
    await recordRefusal(actor, permission.scope, requestId, signed.problem);
    return signed;
  }
  const admitted = await authorise(actor, permission, requestId);
  if (!admitted.ok) return admitted;
  await markUsed(systemClock, found);
  return ok({ actor, request: signed ? withCheckedBody(request, actor, signed.value.contentSha256) : request });
}
