import * as age from 'age-encryption'

/** A person's key: the recipient is public, the identity stays in the browser. */
export type OwnKey = { identity: string; recipient: string }

/** Work factor of the passphrase: 2^15 rounds take about a third of a second in a browser. */
const WORK = 15

/** Makes a key, wrapped by a passphrase and by a recovery key to print. */
export async function makeKey(
  passphrase: string,
): Promise<{ key: OwnKey; wrapped: string; recovery: string; recoveryCode: string }> {
  const identity = await age.generateX25519Identity()
  const key = { identity, recipient: await age.identityToRecipient(identity) }
  const recoveryCode = codeFrom(crypto.getRandomValues(new Uint8Array(20)))
  return {
    key,
    recoveryCode,
    wrapped: await wrap(identity, passphrase),
    recovery: await wrap(identity, plain(recoveryCode)),
  }
}

/** Opens a wrapped key by passphrase or recovery key; throws when it is the wrong one. */
export async function openKey(wrapped: string, secret: string): Promise<OwnKey> {
  const decrypter = new age.Decrypter()
  decrypter.addPassphrase(secret)
  const identity = await decrypter.decrypt(age.armor.decode(wrapped), 'text')
  return { identity, recipient: await age.identityToRecipient(identity) }
}

/** A recovery key as it was typed, with or without its dashes. */
export function plain(recoveryCode: string): string {
  return recoveryCode.toUpperCase().replace(/[^A-Z0-9]/g, '')
}

/** Encrypts for everybody who shall read it. */
export async function seal(text: string, recipients: readonly string[]): Promise<string> {
  const encrypter = new age.Encrypter()
  for (const recipient of recipients) encrypter.addRecipient(recipient)
  return age.armor.encode(await encrypter.encrypt(text))
}

/** Reads what was encrypted for this key; null when it was not. */
export async function unseal(body: string, { identity }: OwnKey): Promise<string | null> {
  const decrypter = new age.Decrypter()
  decrypter.addIdentity(identity)
  try {
    return await decrypter.decrypt(age.armor.decode(body), 'text')
  } catch {
    return null
  }
}

async function wrap(identity: string, passphrase: string): Promise<string> {
  const encrypter = new age.Encrypter()
  encrypter.setScryptWorkFactor(WORK)
  encrypter.setPassphrase(passphrase)
  return age.armor.encode(await encrypter.encrypt(identity))
}

/** Letters and digits that are not mistaken for each other, in groups of four. */
function codeFrom(bytes: Uint8Array): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from(bytes, (byte, at) => `${at > 0 && at % 4 === 0 ? '-' : ''}${letters[byte % 32]}`).join('')
}
