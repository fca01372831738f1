import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import type { PublicKeyCredentialCreationOptionsJSON, PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server';
import type { PasskeyAnswer, PasskeyCreated } from '../schema';

// Flags of WebAuthn's authenticator data: the user is present, was verified, and a new credential follows.
const [PRESENT, VERIFIED, ATTESTED] = [0x01, 0x04, 0x40];

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url');
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest();
const cborText = (text: string) => Buffer.concat([Buffer.from([0x60 + text.length]), Buffer.from(text)]);
const cborBytes = (bytes: Buffer) => Buffer.concat([Buffer.from([0x59, bytes.length >> 8, bytes.length & 0xff]), bytes]);

interface Behaviour {
  /** Asks for finger or PIN; false is a key that is only touched. */
  readonly verifies?: boolean;
  /** The page that asks. */
  readonly origin?: string;
  /** What its counter says; nought is one that does not count. */
  readonly counter?: number;
}

/** A passkey in software (ES256, attestation "none"), which signs as a real one does, and can be told to misbehave. */
export function softwarePasskey(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const coseKey = Buffer.concat([Buffer.from('a5010203262001215820', 'hex'), Buffer.from(x, 'base64url'), Buffer.from('225820', 'hex'), Buffer.from(y, 'base64url')]);
  const id = randomBytes(32);
  const credential = { id: base64url(id), rawId: base64url(id), type: 'public-key', clientExtensionResults: {} } as const;
  let userHandle: string | undefined;

  const clientData = (type: string, challenge: string, from = origin) => Buffer.from(JSON.stringify({ type, challenge, origin: from, crossOrigin: false }));
  const authenticatorData = (rpId: string, { verifies = true, counter = 0 }: Behaviour, extra = Buffer.alloc(0)) => {
    const flags = PRESENT | (verifies ? VERIFIED : 0) | (extra.length > 0 ? ATTESTED : 0);
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter);
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, extra]);
  };

  return {
    id: credential.id,
    create(options: PublicKeyCredentialCreationOptionsJSON, behaviour: Behaviour = {}): PasskeyCreated {
      userHandle = options.user.id;
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey]);
      const data = authenticatorData(options.rp.id ?? '', behaviour, attested);
      const attestationObject = Buffer.concat([Buffer.from([0xa3]), cborText('fmt'), cborText('none'), cborText('attStmt'), Buffer.from([0xa0]), cborText('authData'), cborBytes(data)]);
      const clientDataJSON = clientData('webauthn.create', options.challenge, behaviour.origin);
      return { ...credential, response: { clientDataJSON: base64url(clientDataJSON), attestationObject: base64url(attestationObject), transports: ['internal'] } };
    },
    get(options: PublicKeyCredentialRequestOptionsJSON, behaviour: Behaviour = {}): PasskeyAnswer {
      const clientDataJSON = clientData('webauthn.get', options.challenge, behaviour.origin);
      const data = authenticatorData(options.rpId ?? '', behaviour);
      const signature = createSign('sha256').update(data).update(sha256(clientDataJSON)).sign(privateKey);
      return { ...credential, response: { clientDataJSON: base64url(clientDataJSON), authenticatorData: base64url(data), signature: base64url(signature), userHandle } };
    },
  };
}
