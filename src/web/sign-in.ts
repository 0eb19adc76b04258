import { basePath } from '#platform/ui/base-path.ts'
import { CallError, reach } from '#platform/ui/call.ts'

/** Opens a session with e-mail and password; a refusal comes in the user's words. */
export async function signIn(credentials: { email: string; password: string }): Promise<void> {
  try {
    await reach(`${basePath()}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-drumbeat': '1' },
      body: JSON.stringify(credentials),
    })
  } catch (error) {
    throw error instanceof CallError ? inWords(error) : error
  }
}

function inWords(error: CallError): CallError {
  if (error.status === 401 || error.status === 400) {
    return new CallError(error.status, {
      code: 'wrong-password',
      message: 'This e-mail and password do not belong together.',
      wayOut: 'Check both. Whoever runs this workspace can send you a link to set a new password.',
    })
  }
  if (error.status === 429) {
    return new CallError(429, {
      code: 'too-many',
      message: 'Too many tries.',
      wayOut: 'Wait a minute, then try again.',
    })
  }
  return error
}
