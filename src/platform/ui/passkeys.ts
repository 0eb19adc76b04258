import { basePath } from './base-path.ts'
import { reach } from './call.ts'

type Options = { challenge: string }

/** Why a browser cannot use passkeys on this page; null where it can. */
export function noPasskeys(): string | null {
  if (!window.isSecureContext) return 'Passkeys work on https addresses only.'
  const isNumber = /^[\d.]+$|^\[/.test(window.location.hostname)
  if (isNumber) return 'Passkeys belong to a name: open this site by its name (localhost on this machine).'
  const knows = typeof PublicKeyCredential !== 'undefined' && 'parseCreationOptionsFromJSON' in PublicKeyCredential
  return knows ? null : 'This browser is too old for passkeys.'
}

/** Has the authenticator make a key; null when the person thought better of it. */
export async function makeKey(options: Options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options as never)
  const made = await orCancelled(navigator.credentials.create({ publicKey }))
  if (!made) return null
  const { id, response } = (made as PublicKeyCredential).toJSON() as RegistrationResponseJSON
  const { clientDataJSON, attestationObject } = response
  return { id, clientDataJSON, attestationObject }
}

/** Signs in with whichever passkey of this site the person takes; false when they thought better of it. */
export async function signInWithPasskey(): Promise<boolean> {
  const options = (await (await post('passkey/begin', {})).json()) as Options
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options as never)
  const signed = await orCancelled(navigator.credentials.get({ publicKey }))
  if (!signed) return false
  const { id, response } = (signed as PublicKeyCredential).toJSON() as AuthenticationResponseJSON
  const { clientDataJSON, authenticatorData, signature } = response
  await post('passkey', { id, clientDataJSON, authenticatorData, signature })
  return true
}

function post(door: string, body: object): Promise<Response> {
  return reach(`${basePath()}/api/auth/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1' },
    body: JSON.stringify(body),
  })
}

/** Closing the browser's window, or waiting too long, is no fault. */
async function orCancelled(asked: Promise<Credential | null>): Promise<Credential | null> {
  try {
    return await asked
  } catch (error) {
    const name = error instanceof DOMException ? error.name : ''
    if (name === 'NotAllowedError' || name === 'AbortError') return null
    if (name === 'InvalidStateError') throw new Error('This device holds a passkey for you already.')
    throw error
  }
}
