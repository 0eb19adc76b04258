import { randomBytes } from 'node:crypto'
import type { Context } from 'hono'
import type { Mount } from '#platform/http/mount.ts'
import { notFound, Refusal, refusal } from '#platform/http/refusal.ts'
import { clientAddress } from '#platform/http/remote.ts'
import type { Work } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { claimedIn } from './claims.ts'
import { type Provider, signOnContract } from './contract.ts'
import { enter } from './enter.tx.ts'
import { type Begun, isForThem, readBegun, readRefused, writeBegun, writeRefused } from './flow.ts'
import { askingUrl, type Client, type Described, describeProvider, ProviderFault, redeem } from './openid.io.ts'
import { type KeptProvider, providers } from './providers.sql.ts'
import { addProvider, changeProvider, endProvider } from './providers.tx.ts'
import { type Refused, refusedWords } from './refused.ts'

const base = '/api/settings/sign-on'
const goneAfterSeconds = 600
const keptMs = 600_000

/** Sign-in through identity providers (OpenID Connect), and which these are. */
export function signOnRoutes(mount: Mount): void {
  providerRoutes(mount)
  const described = descriptionsKept()

  mount(signOnContract.ways, async ({ workspace, context }) => ({
    providers: (await providers(workspace.db)).map(({ key, name }) => ({ key, name })),
    refused: readRefused(workspace.auth.noteIn(context.req.raw.headers, 'sign-on'), workspace.clock()),
  }))

  mount(signOnContract.begin, async ({ workspace, params, query, context }) =>
    orSaid(workspace, async () => {
      const provider = await providerOf(workspace, params.key)
      if (!isOurHost(workspace, context)) return sentTo(`${siteOf(workspace)}${base}/${provider.key}/begin`, [])
      const found = await described(provider.issuer, workspace.clock())
      const [state, nonce, verifier] = [random(), random(), random()]
      const begun: Begun = {
        key: provider.key,
        state,
        nonce,
        verifier,
        to: isForThem(query.to) ? query.to : '/',
        until: workspace.clock().getTime() + goneAfterSeconds * 1000,
      }
      const url = askingUrl(found, {
        client: clientOf(workspace, provider),
        scopes: provider.scopes,
        state,
        nonce,
        verifier,
      })
      return sentTo(url, [noteOf(workspace, writeBegun(begun))])
    }),
  )

  mount(signOnContract.callback, async ({ workspace, work, params, query, context }) =>
    orSaid(workspace, async () => {
      const provider = await providerOf(workspace, params.key)
      const now = workspace.clock()
      const begun = readBegun(workspace.auth.noteIn(context.req.raw.headers, 'sign-on'), now)
      if (!begun || begun.key !== provider.key || begun.state !== query.state) throw beginAgain()
      const found = await described(provider.issuer, now)
      if (query.iss !== undefined && query.iss !== found.issuer)
        throw new ProviderFault(`${query.iss} answered for ${found.issuer}.`)
      if (query.error || !query.code) throw refusedThere(provider, query)
      const { nonce, verifier } = begun
      const said = await redeem(found, {
        client: clientOf(workspace, provider),
        code: query.code,
        nonce,
        verifier,
        now,
      })
      return entered({ work, provider, said, begun, context })
    }),
  )
}

function providerRoutes(mount: Mount): void {
  const shown = async (workspace: Workspace, id: string) => {
    const [found] = await providers(workspace.db, { id })
    if (!found) throw notFound('identity provider', id)
    return outward(workspace, found)
  }
  mount(signOnContract.providers, async ({ workspace }) => ({
    providers: (await providers(workspace.db)).map((each) => outward(workspace, each)),
    begunAt: `${siteOf(workspace)}${base}`,
  }))
  mount(signOnContract.addProvider, async ({ work, workspace, body }) => {
    await refuseUndescribed(body.issuer)
    return shown(workspace, await addProvider(work, body))
  })
  mount(signOnContract.changeProvider, async ({ work, workspace, params, body }) => {
    await refuseUndescribed(body.issuer)
    await changeProvider(work, params.id, body)
    return shown(workspace, params.id)
  })
  mount(signOnContract.endProvider, ({ work, params }) => endProvider(work, params.id))
}

async function entered(given: {
  work: Work
  provider: KeptProvider
  said: Record<string, unknown>
  begun: Begun
  context: Context
}): Promise<Response> {
  const { work, provider, said, begun, context } = given
  const { workspace } = work
  const claimed = claimedIn(said, provider.groupClaim)
  const result = await enter(work, provider, claimed)
  if ('refused' in result) {
    return refusedTo(
      workspace,
      refusedWords(result.refused, { provider: provider.name, email: claimed.email, domains: provider.domains }),
    )
  }
  const address = clientAddress(context, workspace.publicUrl)
  const session = await workspace.auth.signInAs(result.userId, context.req.raw.headers, address)
  if (!session.ok) throw beginAgain()
  return sentTo(`${workspace.basePath}${begun.to}`, [...session.headers.getSetCookie(), noteOf(workspace, '', 0)])
}

/** Whatever goes wrong is said on the sign-in page: a browser that comes back from a provider shows no JSON. */
async function orSaid(workspace: Workspace, go: () => Promise<Response>): Promise<Response> {
  try {
    return await go()
  } catch (error) {
    if (error instanceof Refusal) {
      return refusedTo(workspace, { message: error.problem.message, wayOut: error.problem.wayOut ?? '' })
    }
    if (!(error instanceof ProviderFault)) throw error
    workspace.log.warn({ error: error.message }, 'sign-on.fault')
    return refusedTo(workspace, {
      message: error.message,
      wayOut: 'Try again; if it stays, tell the owner of this workspace.',
    })
  }
}

function refusedTo(workspace: Workspace, refused: Refused): Response {
  const until = workspace.clock().getTime() + goneAfterSeconds * 1000
  return sentTo(`${workspace.basePath}/sign-in`, [noteOf(workspace, writeRefused({ ...refused, until }))])
}

function sentTo(location: string, cookies: readonly string[]): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const cookie of cookies) headers.append('set-cookie', cookie)
  return new Response(null, { status: 302, headers })
}

function noteOf(workspace: Workspace, value: string, seconds = goneAfterSeconds): string {
  return workspace.auth.note({ name: 'sign-on', value, path: `${workspace.basePath}${base}`, seconds })
}

async function providerOf(workspace: Workspace, key: string): Promise<KeptProvider> {
  const [found] = await providers(workspace.db, { key })
  if (!found) throw notFound('identity provider', key)
  return found
}

/** What a provider says of itself holds for ten minutes; a fault is asked for anew. */
function descriptionsKept(): (issuer: string, now: Date) => Promise<Described> {
  const kept = new Map<string, { until: number; found: Described }>()
  return async (issuer, now) => {
    const known = kept.get(issuer)
    if (known && now.getTime() < known.until) return known.found
    const found = await describeProvider(issuer)
    kept.set(issuer, { until: now.getTime() + keptMs, found })
    return found
  }
}

function clientOf(workspace: Workspace, provider: KeptProvider): Client {
  const clientSecret = workspace.auth.unseal(provider.sealedSecret)
  if (clientSecret === null) {
    throw refusal(409, {
      code: 'no-secret',
      message: `The client secret of ${provider.name} did not come along with the backup.`,
      wayOut: 'The owner of this workspace can enter it again under Settings, Single sign-on.',
    })
  }
  return { clientId: provider.clientId, clientSecret, redirectUri: redirectUri(workspace, provider.key) }
}

function outward(workspace: Workspace, { sealedSecret, ...provider }: KeptProvider): Provider {
  return {
    ...provider,
    redirectUri: redirectUri(workspace, provider.key),
    hasSecret: workspace.auth.unseal(sealedSecret) !== null,
  }
}

async function refuseUndescribed(issuer: string): Promise<void> {
  await describeProvider(issuer).catch((error) => {
    if (!(error instanceof ProviderFault)) throw error
    throw refusal(400, {
      code: 'no-provider',
      message: error.message,
      wayOut:
        'The issuer is the address before /.well-known/openid-configuration, written exactly as the provider writes it.',
    })
  })
}

/** The provider sends browsers to the public address, so the sign-in must begin there: cookies belong to one host. */
function isOurHost({ publicUrl }: Workspace, context: Context): boolean {
  return new URL(context.req.url).hostname === new URL(publicUrl).hostname
}

function siteOf({ publicUrl, basePath }: Workspace): string {
  return `${publicUrl}${basePath}`
}

function redirectUri(workspace: Workspace, key: string): string {
  return `${siteOf(workspace)}${base}/${key}/callback`
}

function refusedThere(
  { name }: KeptProvider,
  query: { error?: string | undefined; error_description?: string | undefined },
) {
  const why = (query.error_description ?? query.error ?? 'no code came').slice(0, 200)
  return refusal(403, {
    code: 'refused-there',
    message: `${name} did not let you in: ${why}`,
    wayOut: 'Try again, or choose another account there.',
  })
}

function beginAgain() {
  return refusal(403, {
    code: 'begin-again',
    message: 'This sign-in was not begun in this browser, or more than ten minutes ago.',
    wayOut: 'Begin it again here.',
  })
}

function random(): string {
  return randomBytes(32).toString('base64url')
}
