import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { permissionsOf } from '#platform/auth/session.ts'
import { createToken } from '#platform/auth/tokens.tx.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { listen, siteApp } from '#server.ts'
import { settingsContract } from '#settings/contract.ts'
import { openWorkspace } from '#workspaces.ts'
import { inNewDatabase } from '../parts/database.ts'
import { npmWith } from '../peers/npm.ts'

/** oidc-provider from npm, whose author has it certified by the OpenID Foundation; as far as it is used here. */
type Library = { default: new (issuer: string, configuration: object) => { callback: () => RequestListener } }

const client = { clientId: 'drumbeat', clientSecret: 's3cret: of/a client' }
const people: Record<string, object> = {
  ada: { email: 'Ada@Example.com', email_verified: true, name: 'Ada Berg', groups: ['sales', 'planners'] },
  bo: { email: 'bo@example.com', email_verified: false, name: 'Bo Unproven', groups: ['sales'] },
  cleo: { email: 'cleo@example.com', email_verified: true, name: 'Cleo Stranger', groups: ['kitchen'] },
}

/**
 * People sign in at a certified OpenID provider on this machine, page by page as a browser would, and come to Drumbeat: code
 * with PKCE, client secret, signed ID token, claims from its user information. Fails unless every check holds.
 */
export async function run(): Promise<string> {
  const { folder, missing } = npmWith(['oidc-provider'])
  if (missing) throw new Error(missing)
  const library = pathToFileURL(join(folder, 'node_modules/oidc-provider/lib/index.js')).href
  const { default: Provider } = (await import(library)) as Library
  return inNewDatabase('sign_on', async ({ address, dataDir }) => {
    return await measure({ address, dataDir, Provider })
  })
}

async function measure(of: { address: string; dataDir: string; Provider: Library['default'] }): Promise<string> {
  const log = openLog('fatal')
  const port = await freePort()
  const site = `http://127.0.0.1:${port}`
  const fixed = { name: 'main', basePath: '', isDemo: false, smtpUrl: null, clock: () => new Date() }
  const { workspace, close } = await openWorkspace({ ...fixed, ...of, publicUrl: site, log })
  const closing = new AbortController()
  const app = siteApp({ workspaces: [workspace], closing: closing.signal, checkReplies: true })
  const server = await listen({ app, host: '127.0.0.1', port, closing, log })
  const provider = await openProvider(of.Provider, `${site}/api/settings/sign-on/certified/callback`)
  try {
    await addProvider(workspace, { site, issuer: provider.issuer })
    return verdict(await checksAt(site))
  } finally {
    provider.server.close()
    provider.server.closeAllConnections()
    await server.close()
    await close()
  }
}

async function openProvider(Provider: Library['default'], redirectUri: string) {
  const port = await freePort()
  const issuer = `http://127.0.0.1:${port}`
  const oidc = new Provider(issuer, {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ['authorization_code'],
        response_types: ['code'],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    pkce: { required: () => true },
    scopes: ['openid', 'email', 'profile', 'groups'],
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'], groups: ['groups'] },
    findAccount: (_: unknown, id: string) => ({ accountId: id, claims: () => ({ sub: id, ...people[id] }) }),
    cookies: { keys: ['bench'] },
  })
  const server = createServer(oidc.callback())
  await new Promise<void>((up) => server.listen(port, '127.0.0.1', up))
  return { issuer, server }
}

async function addProvider(workspace: Workspace, { site, issuer }: { site: string; issuer: string }): Promise<void> {
  const login = { name: 'Owner', email: 'owner@example.com', role: 'owner', personId: null, password: null }
  const userId = await workspace.auth.createUser(login)
  const allowed = permissionsOf(workspace, 'owner')
  const work = { workspace, actor: { kind: 'user' as const, id: userId, name: 'Owner' } }
  const given = { userId, name: 'bench', scopes: [...allowed], expiresInDays: null, allowed }
  const { secret } = await createToken(work, given)
  const body = {
    ...{ name: 'Certified', issuer, ...client, scopes: 'openid email profile groups', domains: ['example.com'] },
    groupRoles: [
      { group: 'sales', role: 'sales-manager' },
      { group: 'planners', role: 'demand-planner' },
    ],
  }
  const reply = await fetch(site + settingsContract.addProvider.path, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!reply.ok) throw new Error(`The provider was not added: ${await reply.text()}`)
}

type Checks = [what: string, holds: boolean][]

async function checksAt(site: string): Promise<Checks> {
  const ada = newBrowser()
  const landed = await signIn(ada, { site, as: 'ada', to: '/pipeline' })
  const session = (await (await ada(`${site}/api/session`)).json()) as { user: Record<string, unknown> | null }
  const again = await signIn(ada, { site, as: 'ada', to: '/goals' })
  const refusedOf = async (as: string, how: 'signs in' | 'gives up' = 'signs in') => {
    const browser = newBrowser()
    const at = await signIn(browser, { site, as, to: '/', how })
    const told = (await (await browser(`${site}/api/settings/sign-on`)).json()) as {
      refused: { message: string } | null
    }
    return at === '/sign-in' ? (told.refused?.message ?? '') : `landed at ${at}`
  }
  const [unproven, stranger, gaveUp] = [
    await refusedOf('bo'),
    await refusedOf('cleo'),
    await refusedOf('ada', 'gives up'),
  ]
  return [
    ['comes back to the screen that was asked for', landed === '/pipeline'],
    ['has a session under the name of the provider', session.user?.name === 'Ada Berg'],
    ['the first group that stands for a role decides', session.user?.role === 'sales-manager'],
    ['signs in again without a page of the provider', again === '/goals'],
    ['an address that was not verified opens nothing', /verif/.test(unproven)],
    ['groups that stand for no role open nothing', /no group of yours/.test(stranger)],
    ['who gives up at the provider is told so', gaveUp !== '' && !gaveUp.startsWith('landed')],
  ]
}

type Browser = (url: string, form?: Record<string, string>) => Promise<Response>

/** Keeps the cookies of each server apart. */
function newBrowser(): Browser {
  const jars = new Map<string, Map<string, string>>()
  return async (url, form) => {
    const { origin } = new URL(url)
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    const response = await fetch(url, {
      redirect: 'manual',
      headers: { cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    })
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (name) jar.set(name, value ?? '')
    }
    return response
  }
}

type Way = { site: string; as: string; to: string; how?: 'signs in' | 'gives up' }

/** From Drumbeat to the pages of the provider and back; gives the screen at which it ends. */
async function signIn(browser: Browser, { site, as, to, how = 'signs in' }: Way): Promise<string> {
  let url = `${site}/api/settings/sign-on/certified/begin?to=${to}`
  let form: Record<string, string> | undefined
  for (let step = 0; step < 20; step++) {
    const { origin, pathname } = new URL(url)
    if (origin === site && !pathname.startsWith('/api/')) return pathname
    const response = await browser(url, form)
    form = undefined
    const next = response.headers.get('location')
    if (next) {
      url = new URL(next, url).href
      continue
    }
    const page = await response.text()
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1]
    if (!prompt) throw new Error(`${url} answered ${response.status}: ${page.slice(0, 300)}`)
    if (how === 'gives up') url = `${url}/abort`
    else form = { prompt, ...(prompt === 'login' && { login: as, password: 'any' }) }
  }
  throw new Error('The way from page to page does not end.')
}

async function freePort(): Promise<number> {
  const server: Server = createServer()
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up))
  const { port } = server.address() as AddressInfo
  await new Promise((down) => server.close(down))
  return port
}

function verdict(checks: Checks): string {
  const lines = [
    '| somebody who signs in at oidc-provider | |',
    '|---|---|',
    ...checks.map(([what, holds]) => `| ${what} | ${holds ? 'yes' : 'no'} |`),
  ]
  if (checks.some(([, holds]) => !holds)) throw new Error(lines.join('\n'))
  return lines.join('\n')
}
