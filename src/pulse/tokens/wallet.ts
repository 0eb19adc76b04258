import { RSABSSA } from '@cloudflare/blindrsa-ts'
import { toBytes, toText } from './bytes.ts'

/** A token that is being asked for: what is sent, and what is needed to finish it. */
export type Blinded = { prepared: string; blinded: string; inv: string }

/** A token of one's own: what was signed, and the signature. */
export type OwnToken = { prepared: string; signature: string }

/** Draws a serial, prepares and blinds it for the key of a cell (RFC 9474). Runs in the browser; the serial never leaves it unspent. */
export async function blindFor(publicKey: string): Promise<Blinded> {
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const prepared = suite.prepare(crypto.getRandomValues(new Uint8Array(32)))
  const { blindedMsg, inv } = await suite.blind(await keyOf(publicKey), prepared)
  return { prepared: toText(prepared), blinded: toText(blindedMsg), inv: toText(inv) }
}

/** Takes the blinding off a signature, and makes sure that the key of the cell made it. */
export async function unblind(publicKey: string, { prepared, inv }: Blinded, signature: string): Promise<OwnToken> {
  const suite = RSABSSA.SHA384.PSS.Randomized()
  const finished = await suite.finalize(await keyOf(publicKey), toBytes(prepared), toBytes(signature), toBytes(inv))
  return { prepared, signature: toText(finished) }
}

/** What the list of used tokens holds of this one, in hex. */
export async function tokenHash({ prepared }: Pick<OwnToken, 'prepared'>): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', toBytes(prepared))))
}

/** SHA-256 of a public key in PEM, in hex: to compare with what was published. */
export async function keyFingerprint(publicKey: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', derOf(publicKey))))
}

async function keyOf(publicKey: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', derOf(publicKey), { name: 'RSA-PSS', hash: 'SHA-384' }, true, ['verify'])
}

function derOf(publicKey: string): Uint8Array<ArrayBuffer> {
  return toBytes(publicKey.replace(/-----[^-]+-----|\s/g, ''))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
