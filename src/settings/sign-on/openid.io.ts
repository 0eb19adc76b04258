import { createHash } from 'node:crypto'
import { createRemoteJWKSet, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import { z } from 'zod'
import { isLoopbackHost } from '#platform/http/remote.ts'

/** What went wrong between us and a provider, in words for its owner or for who tried to sign in. */
export class ProviderFault extends Error {
  override name = 'ProviderFault'
}

const Described = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  userinfo_endpoint: z.url().optional(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: z.array(z.string()).default(['RS256']),
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
})

/** A provider as it describes itself (OpenID Connect Discovery 1.0), with its keys. */
export type Described = z.infer<typeof Described> & { keys: JWTVerifyGetKey }

export type Client = { clientId: string; clientSecret: string; redirectUri: string }

const patienceMs = 10_000
const MOST_CHARACTERS = 1_000_000

/** Asks a provider for its description, which must be of that issuer and lead to encrypted addresses only. */
export async function describeProvider(issuer: string): Promise<Described> {
  refuseUnencrypted(issuer)
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const said = Described.safeParse(await answered(url, {}))
  if (!said.success) {
    const [issue] = said.error.issues
    throw new ProviderFault(
      `${url} describes no OpenID provider: ${issue?.path.join('.') || 'value'}: ${issue?.message}.`,
    )
  }
  const found = said.data
  if (found.issuer !== issuer) throw new ProviderFault(`${url} describes the issuer ${found.issuer}, not ${issuer}.`)
  for (const address of [found.authorization_endpoint, found.token_endpoint, found.userinfo_endpoint, found.jwks_uri]) {
    if (address) refuseUnencrypted(address)
  }
  return { ...found, keys: createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: patienceMs }) }
}

/** The address at which a provider asks who somebody is. */
export function askingUrl(
  provider: Described,
  asked: {
    client: Pick<Client, 'clientId' | 'redirectUri'>
    scopes: string
    state: string
    nonce: string
    verifier: string
  },
): string {
  const url = new URL(provider.authorization_endpoint)
  const scopes = new Set(['openid', ...asked.scopes.split(/ +/)])
  const parameters = {
    response_type: 'code',
    client_id: asked.client.clientId,
    redirect_uri: asked.client.redirectUri,
    scope: [...scopes].join(' '),
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: createHash('sha256').update(asked.verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return url.href
}

/** Turns a code into what the provider says of somebody: a signed ID token, checked, and its user information. */
export async function redeem(
  provider: Described,
  given: { client: Client; code: string; nonce: string; verifier: string; now: Date },
): Promise<JWTPayload> {
  const tokens = await tokensFor(provider, given)
  const claims = await checked(provider, { ...given, idToken: tokens.id_token })
  if (!provider.userinfo_endpoint || !tokens.access_token) return claims
  const more = await answered(provider.userinfo_endpoint, {
    headers: { authorization: `Bearer ${tokens.access_token}` },
  })
  if (typeof more !== 'object' || more === null || (more as JWTPayload).sub !== claims.sub) {
    throw new ProviderFault(`The provider ${provider.issuer} gave user information of somebody else.`)
  }
  return { ...more, ...claims }
}

const Tokens = z.object({ id_token: z.string(), access_token: z.string().optional() })

async function tokensFor(
  provider: Described,
  { client, code, verifier }: { client: Client; code: string; verifier: string },
): Promise<z.infer<typeof Tokens>> {
  const inBody = !provider.token_endpoint_auth_methods_supported.includes('client_secret_basic')
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: client.redirectUri,
    code_verifier: verifier,
    ...(inBody && { client_id: client.clientId, client_secret: client.clientSecret }),
  })
  const pair = [client.clientId, client.clientSecret].map((part) => encodeURIComponent(part)).join(':')
  const said = Tokens.safeParse(
    await answered(provider.token_endpoint, {
      method: 'POST',
      body,
      ...(!inBody && { headers: { authorization: `Basic ${Buffer.from(pair).toString('base64')}` } }),
    }),
  )
  if (!said.success) throw new ProviderFault(`The provider ${provider.issuer} sent no ID token.`)
  return said.data
}

/** The claims of an ID token, once signature, issuer, audience, time and nonce are as they must be. */
async function checked(
  provider: Described,
  given: { idToken: string; client: Client; nonce: string; now: Date },
): Promise<JWTPayload> {
  const { idToken, client, nonce, now } = given
  const algorithms = provider.id_token_signing_alg_values_supported.filter((name) =>
    /^(RS|PS|ES)\d{3}$|^EdDSA$/.test(name),
  )
  const { payload } = await jwtVerify(idToken, provider.keys, {
    issuer: provider.issuer,
    audience: client.clientId,
    algorithms,
    currentDate: now,
    clockTolerance: 60,
    requiredClaims: ['sub', 'exp', 'iat'],
  }).catch((error) => {
    throw new ProviderFault(`The ID token of ${provider.issuer} does not hold: ${(error as Error).message}.`)
  })
  if (payload.nonce !== nonce) throw new ProviderFault(`The ID token of ${provider.issuer} answers another sign-in.`)
  if (Array.isArray(payload.aud) && payload.aud.length > 1 && payload.azp !== client.clientId) {
    throw new ProviderFault(`The ID token of ${provider.issuer} is meant for ${String(payload.azp)}.`)
  }
  return payload
}

async function answered(url: string, init: RequestInit): Promise<unknown> {
  const where = new URL(url).host
  let text: string
  let status: number
  try {
    const reply = await fetch(url, {
      ...init,
      headers: { accept: 'application/json', ...init.headers },
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    })
    text = await reply.text()
    status = reply.status
  } catch (error) {
    const cause = (error as { cause?: { message?: string } }).cause?.message ?? (error as Error).message
    throw new ProviderFault(`${where} does not answer: ${cause}.`)
  }
  const body = text.length > MOST_CHARACTERS ? undefined : asJson(text)
  if (status === 200 && body !== undefined) return body
  const { error, error_description: says } = (body ?? {}) as { error?: unknown; error_description?: unknown }
  const why = typeof error === 'string' ? `: ${error}${typeof says === 'string' ? `, ${says}` : ''}` : ''
  throw new ProviderFault(`${where} answered ${status}${why}${body === undefined ? ', which is no JSON' : ''}.`)
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function refuseUnencrypted(address: string): void {
  const { protocol, host } = new URL(address)
  if (protocol === 'https:' || isLoopbackHost(host)) return
  throw new ProviderFault(`${address} is not encrypted; an identity provider needs https.`)
}
