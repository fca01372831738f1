import { generateKey } from 'openpgp';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import type { TestDatabase } from '@/lib/db/testing';
import { type Clock, type PersonActor, randomIds } from '@/lib/kernel';
import { must, openDesk } from '@/lib/reporting/testing';
import { addAgency, addAgencyKey, checkAgencyKey, parseKey } from '../agencies';
import { createReferral, saveReferral } from '../request';
import { NO_REDACTIONS, type Redactions, type ReferralKind, type ReferralProfile, type ReferralScope, type SaveReferralInput } from '../request/schema';

/** A pair of keys as an agency makes them; all of it is drawn anew. @param seconds how long an OpenPGP key lasts; 0 for ever. */
export async function drawAgencyKeys(kind: 'openpgp' | 'age', at: Date, seconds = 0): Promise<{ publicKey: string; privateKey: string }> {
  if (kind === 'age') {
    const privateKey = await generateIdentity();
    return { publicKey: await identityToRecipient(privateKey), privateKey };
  }
  return generateKey({ userIDs: [{ name: 'Example Unit', email: 'unit@example.org' }], date: at, keyExpirationTime: seconds, format: 'armored' });
}

interface DraftOptions {
  readonly kind?: ReferralKind;
  /** Of an emergency. */
  readonly danger?: string;
  readonly profile?: ReferralProfile;
  readonly scope?: Partial<ReferralScope>;
  readonly redactions?: Partial<Redactions>;
  readonly keyKind?: 'openpgp' | 'age';
  readonly keySeconds?: number;
}

let agencies = 0;

/** A desk with two liaisons and a supervisor, and an agency whose key was read back, driven through the verbs. */
export async function openReferralScene(database: TestDatabase, clock: Clock) {
  const desk = await openDesk(database, clock);
  const [asker, releaser, supervisor] = [await desk.person('liaison'), await desk.person('liaison'), await desk.person('supervisor')];

  async function agency(keyKind: 'openpgp' | 'age' = 'age', keySeconds = 0) {
    agencies += 1;
    const entry = { name: `Example Police ${agencies}`, country: 'US', unit: 'Unit 4', contactName: 'Example Officer', email: 'unit4@example.org', phone: '+1 555 0100 200' };
    const { agencyId } = must(await desk.as(asker, (ctx) => addAgency(ctx, entry)));
    const keys = await drawAgencyKeys(keyKind, clock.now(), keySeconds);
    const { keyId } = must(await desk.as(asker, (ctx) => addAgencyKey(ctx, { agencyId, publicKey: keys.publicKey })));
    const { fingerprint } = must(await parseKey(keys.publicKey, clock.now()));
    must(await desk.as(releaser, (ctx) => checkAgencyKey(ctx, { keyId, readBack: fingerprint, numberFrom: 'the authority’s own site' })));
    return { agencyId, keyId, keys, fingerprint, entry };
  }

  const newCase = async (pictures = 1) => {
    const { itemId, mediaIds } = await desk.sendItem(pictures);
    const { caseId } = await database.client.item.findUniqueOrThrow({ where: { id: itemId } });
    return { caseId, itemId, mediaIds };
  };

  /** A draft that says all that it has to, of a case with one item, in the name of `asker`. */
  async function draft({ kind = 'disclosure', danger = 'A meeting tonight was announced in the messages', profile = 'full', scope = {}, redactions = {}, keyKind, keySeconds }: DraftOptions = {}, made?: Awaited<ReturnType<typeof newCase>>, by: PersonActor = asker) {
    const of = made ?? (await newCase());
    const to = await agency(keyKind, keySeconds);
    const { referralId } = must(await desk.as(by, (ctx) => createReferral(ctx, { caseId: of.caseId, kind })));
    const { updatedAt } = await database.client.referral.findUniqueOrThrow({ where: { id: referralId } });
    const input: SaveReferralInput = {
      referralId,
      seenAt: updatedAt.toISOString(),
      agencyId: to.agencyId,
      keyId: to.keyId,
      profile,
      legalBasis: { processType: 'us_search_warrant', reference: 'SW-26-100', authority: 'Example District Court', issuedAt: '2026-11-20', deadline: '2026-12-20' },
      danger: kind === 'emergency' ? danger : '',
      scope: { itemIds: [of.itemId], from: null, until: null, withAccounts: true, withReports: true, withNotes: false, ...scope },
      redactions: { ...NO_REDACTIONS, ...redactions },
    };
    must(await desk.as(by, (ctx) => saveReferral(ctx, input)));
    return { ...of, ...to, referralId, input };
  }

  const tools = { client: database.client, clock, ids: randomIds };
  return { desk, tools, asker, releaser, supervisor, agency, newCase, draft };
}

export type ReferralScene = Awaited<ReturnType<typeof openReferralScene>>;
