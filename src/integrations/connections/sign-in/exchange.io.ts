import { askForToken } from '../api.io.ts'
import type { Access, Around, Linked } from '../linked.ts'
import { Refused } from '../source.ts'
import { tokenAddress } from './doors.ts'

type Answer = {
  access_token?: string
  refresh_token?: string
  error?: string
  error_description?: string
  message?: string
}

/** Makes the code that a person brought back from the other system into a refresh token. */
export async function accessByCode(
  around: Pick<Around, 'publicUrl' | 'signal'>,
  given: Pick<Linked, 'kind' | 'address'> & {
    clientId: string
    clientSecret?: string | undefined
    code: string
    verifier: string
    redirectUri: string
  },
): Promise<Access> {
  const { clientId, clientSecret, code, verifier, redirectUri } = given
  const { token, status, answer } = await askForToken<Answer>(around, {
    url: tokenAddress(given),
    form: {
      grant_type: 'authorization_code',
      client_id: clientId,
      ...(clientSecret && { client_secret: clientSecret }),
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    },
  })
  if (token === null) {
    const why = answer.error_description ?? answer.message ?? answer.error ?? `the sign-in answered ${status}`
    throw new Refused(`The sign-in was not accepted: ${why}.`)
  }
  if (!answer.refresh_token)
    throw new Refused(
      'The sign-in gave no refresh token, so it would end within hours. Give the app the scope refresh_token (offline access).',
    )
  return { refreshToken: answer.refresh_token, ...(clientSecret && { clientSecret }) }
}
