import {
  constants,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPair,
  type KeyObject,
  privateDecrypt,
  verify,
} from 'node:crypto'
import { promisify } from 'node:util'

/** A signing key of one round and cell. The private half is destroyed at the close. */
export type KeyPair = { publicKey: string; privateKey: string; fingerprint: string }

/** A used or unused token: what was signed, and the signature. */
export type Token = { prepared: Uint8Array; signature: Uint8Array }

const MODULUS_BITS = 2048
const SALT_LENGTH = 48

/** Makes the key pair of a cell: RSA of 2048 bits, as text. */
export async function newKeyPair(): Promise<KeyPair> {
  const pair = await promisify(generateKeyPair)('rsa', { modulusLength: MODULUS_BITS })
  const publicKey = pair.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  return {
    publicKey,
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: fingerprintOf(publicKey),
  }
}

/** SHA-256 of a public key (DER), in hex: what members compare. */
export function fingerprintOf(publicKey: string): string {
  return createHash('sha256')
    .update(createPublicKey(publicKey).export({ type: 'spki', format: 'der' }))
    .digest('hex')
}

/** BlindSign of RFC 9474: the raw RSA private operation, on a message that says nothing about the token. Undefined if it is none. */
export function blindSign(privateKey: string, blinded: Uint8Array): Buffer | undefined {
  if (blinded.length !== MODULUS_BITS / 8) return undefined
  try {
    return privateDecrypt({ key: createPrivateKey(privateKey), padding: constants.RSA_NO_PADDING }, blinded)
  } catch {
    return undefined // larger than the modulus
  }
}

/** Whether the key signed this token: RSASSA-PSS, SHA-384, salt of 48 bytes. */
export function verifyToken(publicKey: string | KeyObject, { prepared, signature }: Token): boolean {
  const key = typeof publicKey === 'string' ? createPublicKey(publicKey) : publicKey
  return verify(
    'sha384',
    prepared,
    { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: SALT_LENGTH },
    signature,
  )
}

/** What is kept of a used token, so that it is used once. */
export function serialHash(prepared: Uint8Array): Buffer {
  return createHash('sha256').update(prepared).digest()
}

/** A public key from PEM, or from modulus and exponent in hex. */
export function keyFrom(given: {
  publicKey?: string | undefined
  n?: string | undefined
  e?: string | undefined
}): KeyObject | undefined {
  try {
    if (!given.publicKey && !(given.n && given.e)) return undefined
    const key = given.publicKey
      ? createPublicKey(given.publicKey)
      : createPublicKey({ key: { kty: 'RSA', n: base64url(given.n!), e: base64url(given.e!) }, format: 'jwk' })
    return key.asymmetricKeyType === 'rsa' ? key : undefined
  } catch {
    return undefined
  }
}

function base64url(hex: string): string {
  return Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex').toString('base64url')
}
