import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'

type Person = { sub: string } & Record<string, unknown>
type Asked = { challenge: string; nonce: string; redirectUri: string; person: Person }

export const client = { clientId: 'drumbeat', clientSecret: 's3cret: of/a client' }

export type TestProvider = {
  issuer: string
  /** Who is at the provider's sign-in page next. */
  person: Person
  /** What it does wrong from now on: claims other than they should be, a key of its own, user information of another. */
  wrong: { claims?: JWTPayload; key?: boolean; userinfo?: JWTPayload; denies?: boolean }
  /** The page of the provider: signs the person in and sends the browser back. */
  visit: (url: string) => string
  close: () => Promise<void>
}

/** A real OpenID provider on this machine: discovery, keys, codes once, PKCE and client secret checked, signed ID tokens. */
export async function openProvider(): Promise<TestProvider> {
  const keys = await generateKeyPair('RS256')
  const other = await generateKeyPair('RS256')
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Asked>()
  const tokens = new Map<string, Person>()
  const server = createServer(async (request, response) => {
    const reply = await answer(request).catch((error) => ({ status: 400, body: { error: (error as Error).message } }))
    response.writeHead(reply.status, { 'content-type': 'application/json' }).end(JSON.stringify(reply.body))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: TestProvider = {
    issuer,
    person: { sub: 'nobody' },
    wrong: {},
    visit: (url) => {
      const asked = new URL(url).searchParams
      const back = new URL(asked.get('redirect_uri') ?? '')
      back.searchParams.set('state', asked.get('state') ?? '')
      if (provider.wrong.denies) {
        back.searchParams.set('error', 'access_denied')
        return back.href
      }
      const code = randomUUID()
      codes.set(code, {
        challenge: asked.get('code_challenge') ?? '',
        nonce: asked.get('nonce') ?? '',
        redirectUri: asked.get('redirect_uri') ?? '',
        person: provider.person,
      })
      back.searchParams.set('code', code)
      back.searchParams.set('iss', issuer)
      return back.href
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown }> {
    const { pathname } = new URL(request.url ?? '', issuer)
    if (pathname === '/.well-known/openid-configuration') return { status: 200, body: description(issuer) }
    if (pathname === '/jwks') return { status: 200, body: { keys: [jwk] } }
    if (pathname === '/userinfo') return { status: 200, body: { ...userinfo(request), ...provider.wrong.userinfo } }
    if (pathname === '/token') return { status: 200, body: await redeemed(request) }
    return { status: 404, body: {} }
  }

  function userinfo(request: IncomingMessage): Person {
    const person = tokens.get(request.headers.authorization?.replace('Bearer ', '') ?? '')
    if (!person) throw new Error('invalid_token')
    return person
  }

  async function redeemed(request: IncomingMessage) {
    const sent = new URLSearchParams(await textOf(request))
    const asked = codes.get(sent.get('code') ?? '')
    codes.delete(sent.get('code') ?? '')
    if (!asked || sent.get('redirect_uri') !== asked.redirectUri) throw new Error('invalid_grant')
    refuseStranger({ request, sent, asked })
    const access = randomUUID()
    tokens.set(access, asked.person)
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      iss: issuer,
      aud: client.clientId,
      sub: asked.person.sub,
      nonce: asked.nonce,
      iat: now,
      exp: now + 300,
    }
    const token = new SignJWT({ ...claims, ...provider.wrong.claims }).setProtectedHeader({ alg: 'RS256', kid: 'one' })
    const key = provider.wrong.key ? other.privateKey : keys.privateKey
    return { access_token: access, token_type: 'Bearer', id_token: await token.sign(key) }
  }
  return provider
}

/** The code belongs to who asked for it, and the secret to who asks now. */
function refuseStranger(given: { request: IncomingMessage; sent: URLSearchParams; asked: Asked }): void {
  const { request, sent, asked } = given
  const challenge = createHash('sha256')
    .update(sent.get('code_verifier') ?? '')
    .digest('base64url')
  if (challenge !== asked.challenge) throw new Error('invalid_grant')
  const basic = Buffer.from(request.headers.authorization?.replace('Basic ', '') ?? '', 'base64').toString()
  if (basic !== [client.clientId, client.clientSecret].map((part) => encodeURIComponent(part)).join(':')) {
    throw new Error('invalid_client')
  }
}

function description(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    id_token_signing_alg_values_supported: ['RS256'],
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}
