import { createHash, createPublicKey, verify } from 'node:crypto'

/** What a browser hands back after its authenticator made a key; all but the id in base64url, as Web Authentication level 3 gives it. */
export type MadeKey = { id: string; clientDataJSON: string; authenticatorData: string; publicKey: string }

/** What a browser hands back after its authenticator signed. */
export type SignedKey = { id: string; clientDataJSON: string; authenticatorData: string; signature: string }

/** What was asked: the challenge, and the pages from which an answer may come. */
export type Asked = { challenge: string; origins: readonly string[] }

/** A public key that an authenticator vouched for, with the host it is for. */
export type CheckedKey = { host: string; signCount: number }

const userPresent = 0x01
const userVerified = 0x04
const keyIncluded = 0x40

/** The fixed part of authenticator data (WebAuthn, section 6.1): host hash, flags, counter; then key model, id length, id, key. */
const flagsAt = 32
const counterAt = 33
const idLengthAt = 53
const idAt = 55

/** Checks a newly made key (WebAuthn, section 7.1, without attestation); null when it is not what was asked for. */
export function checkMade(made: MadeKey, asked: Asked): CheckedKey | null {
  const host = hostAnswering(made.clientDataJSON, { ...asked, type: 'webauthn.create' })
  const data = decoded(made.authenticatorData)
  if (host === null || !isFor(data, host, userPresent | userVerified | keyIncluded)) return null
  const id = data.subarray(idAt, idAt + (data.length > idAt ? data.readUInt16BE(idLengthAt) : 0))
  if (id.length === 0 || id.toString('base64url') !== made.id) return null
  const numbers = numbersOf(made.publicKey)
  const isItsKey = numbers?.every((number) => data.subarray(idAt + id.length).includes(number))
  return isItsKey ? { host, signCount: data.readUInt32BE(counterAt) } : null
}

/** Checks a signature by a key known here (WebAuthn, section 7.2); null when it proves nothing. */
export function checkSigned(
  signed: SignedKey,
  { publicKey, host, ...asked }: Asked & { publicKey: string; host: string },
): { signCount: number } | null {
  const data = decoded(signed.authenticatorData)
  if (hostAnswering(signed.clientDataJSON, { ...asked, type: 'webauthn.get' }) !== host) return null
  if (!isFor(data, host, userPresent | userVerified)) return null
  const said = Buffer.concat([data, sha256(decoded(signed.clientDataJSON))])
  const key = createPublicKey({ key: decoded(publicKey), format: 'der', type: 'spki' })
  return verify('sha256', said, key, decoded(signed.signature)) ? { signCount: data.readUInt32BE(counterAt) } : null
}

/** The host of the page that the browser answered on, if it answered what was asked where it may be asked. */
function hostAnswering(clientData: string, asked: Asked & { type: string }): string | null {
  const { type, challenge, origin, crossOrigin } = jsonOf(decoded(clientData))
  const isAsked = type === asked.type && challenge === asked.challenge && crossOrigin !== true
  return isAsked && typeof origin === 'string' && asked.origins.includes(origin) ? new URL(origin).hostname : null
}

function isFor(data: Buffer, host: string, flags: number): boolean {
  const isWhole = data.length >= counterAt + 4
  return isWhole && data.subarray(0, flagsAt).equals(sha256(host)) && ((data[flagsAt] ?? 0) & flags) === flags
}

/** The numbers of which a public key consists, as its authenticator writes them; null for keys of other kinds. */
function numbersOf(publicKey: string): Buffer[] | null {
  try {
    const key = createPublicKey({ key: decoded(publicKey), format: 'der', type: 'spki' })
    const { kty, crv, x, y, n } = key.export({ format: 'jwk' })
    if (kty === 'EC' && crv === 'P-256' && x && y) return [decoded(x), decoded(y)]
    const isLong = (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
    return kty === 'RSA' && n && isLong ? [decoded(n)] : null
  } catch {
    return null
  }
}

function jsonOf(bytes: Buffer): Record<string, unknown> {
  try {
    return (JSON.parse(bytes.toString('utf8')) as Record<string, unknown> | null) ?? {}
  } catch {
    return {}
  }
}

function decoded(text: string): Buffer {
  return Buffer.from(text, 'base64url')
}

function sha256(bytes: Buffer | string): Buffer {
  return createHash('sha256').update(bytes).digest()
}
