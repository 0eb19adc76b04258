import { basePath } from '#platform/ui/base-path.ts'
import { CallError, reach } from '#platform/ui/call.ts'

/** Opens a session with e-mail and password; answers whether a code of an authenticator app is still to come. */
export async function signIn(credentials: { email: string; password: string }): Promise<'signed-in' | 'code-needed'> {
  try {
    const response = await send('sign-in/email', credentials)
    const reply = (await response.json()) as { twoFactorRedirect?: boolean }
    return reply.twoFactorRedirect ? 'code-needed' : 'signed-in'
  } catch (error) {
    throw error instanceof CallError ? inWords(error) : error
  }
}

/** The second step: a code of the app, or one of those kept for a lost phone. */
export async function signInWithCode(code: string): Promise<void> {
  const plain = code.replace(/\s/g, '')
  const door = /^\d{6}$/.test(plain) ? 'verify-totp' : 'verify-backup-code'
  try {
    await send(`two-factor/${door}`, { code: plain })
  } catch (error) {
    if (!(error instanceof CallError) || ![400, 401].includes(error.status)) throw error
    throw new CallError(error.status, {
      code: 'wrong-code',
      message: 'This code does not fit.',
      wayOut: 'Type the newest code of the app, or one of the codes kept for a lost phone; each of those works once.',
    })
  }
}

function send(door: string, body: object): Promise<Response> {
  return reach(`${basePath()}/api/auth/${door}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-drumbeat': '1' },
    body: JSON.stringify(body),
  })
}

function inWords(error: CallError): CallError {
  if (error.status === 401 || error.status === 400) {
    return new CallError(error.status, {
      code: 'wrong-password',
      message: 'This e-mail and password do not belong together.',
      wayOut: 'Check both. Whoever runs this workspace can send you a link to set a new password.',
    })
  }
  return error
}
