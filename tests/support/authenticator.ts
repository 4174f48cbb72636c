import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto';
import { getEnv } from '#app/instances.server';

/**
 * A passkey in software, so that tests can also do what no browser would. Writes what a browser hands over (WebAuthn
 * level 3, 6.1 and 6.5; attestation `none`; ES256).
 */
export interface Authenticator {
  id: string;
  create: (challenge: string, wrong?: Wrong) => string;
  sign: (challenge: string, wrong?: Wrong) => string;
}

/** What is not as it should be. */
export interface Wrong {
  origin?: string;
  rpId?: string;
  /** The person was not looked at. */
  unverified?: boolean;
  counter?: number;
  userHandle?: string;
  /** Another key signs. */
  key?: KeyObject;
}

const PRESENT = 0x01;
const VERIFIED = 0x04;
const HAS_KEY = 0x40;

const text = (value: string): Buffer => Buffer.from(value, 'utf8');
const encoded = (bytes: Buffer): string => bytes.toString('base64url');
const sha256 = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** A map of CBOR with up to 23 pairs of already encoded keys and values. */
const cborMap = (...parts: Buffer[]): Buffer => Buffer.concat([Buffer.from([0xa0 + parts.length / 2]), ...parts]);
const cborText = (value: string): Buffer => Buffer.concat([Buffer.from([0x60 + value.length]), text(value)]);
const cborBytes = (value: Buffer): Buffer =>
  Buffer.concat([
    value.length < 256 ? Buffer.from([0x58, value.length]) : Buffer.from([0x59, value.length >> 8, value.length & 255]),
    value,
  ]);

/** The public key in COSE: EC2, ES256, P-256 (RFC 9053, 7.1). */
function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  return cborMap(
    ...[Buffer.from([0x01]), Buffer.from([0x02]), Buffer.from([0x03]), Buffer.from([0x26])],
    ...[Buffer.from([0x20]), Buffer.from([0x01])],
    ...[Buffer.from([0x21]), cborBytes(Buffer.from(x, 'base64url'))],
    ...[Buffer.from([0x22]), cborBytes(Buffer.from(y, 'base64url'))],
  );
}

function clientData(type: string, challenge: string, { origin = getEnv().appUrl }: Wrong): Buffer {
  return text(JSON.stringify({ type: `webauthn.${type}`, challenge, origin, crossOrigin: false }));
}

/** A new one for a member. Counts its signatures, as hardware keys do. */
export function authenticator(memberId: string): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const id = randomBytes(16);
  let uses = 0;

  function authData(flags: number, { rpId = new URL(getEnv().appUrl).hostname, unverified, counter }: Wrong): Buffer {
    uses += 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(counter ?? uses);
    return Buffer.concat([sha256(text(rpId)), Buffer.from([flags | PRESENT | (unverified ? 0 : VERIFIED)]), count]);
  }

  function handed(response: Record<string, unknown>): string {
    return JSON.stringify({
      id: encoded(id),
      rawId: encoded(id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    });
  }

  return {
    id: encoded(id),
    create(challenge, wrong = {}) {
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, coseKey(publicKey)]);
      const attestationObject = cborMap(
        ...[cborText('fmt'), cborText('none'), cborText('attStmt'), cborMap()],
        ...[cborText('authData'), cborBytes(Buffer.concat([authData(HAS_KEY, wrong), credential]))],
      );
      return handed({
        clientDataJSON: encoded(clientData('create', challenge, wrong)),
        attestationObject: encoded(attestationObject),
        transports: ['internal', 'something-new'],
      });
    },
    sign(challenge, wrong = {}) {
      const data = authData(0, wrong);
      const client = clientData('get', challenge, wrong);
      const signed = createSign('sha256').update(Buffer.concat([data, sha256(client)]));
      return handed({
        clientDataJSON: encoded(client),
        authenticatorData: encoded(data),
        signature: encoded(signed.sign(wrong.key ?? privateKey)),
        userHandle: wrong.userHandle ?? encoded(text(memberId)),
      });
    },
  };
}
