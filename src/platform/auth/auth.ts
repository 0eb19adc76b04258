import { createHmac } from 'node:crypto'
import type { configure, Options } from './better-auth.ts'
import { addressHeader } from './caller-address.ts'
import { signedValue, withSignature } from './cookie.ts'
import { mostDays } from './limits.ts'
import { sealed, unsealed } from './seal.ts'
import { insertUser, type NewUser } from './users.tx.ts'

/** Sign-in of one workspace: e-mail and password, codes of an authenticator app, sessions in cookies of its own. */
export type Auth = {
  /** Answers sign-in and sign-out; tries are counted per address. */
  handle: (request: globalThis.Request, address: string | null) => Promise<Response>
  /** The token of the session that the request's cookie names and our signature proves. */
  tokenOf: (headers: Headers) => string | null
  /** Whether this browser signed in before as whom the key stands for; and the cookie that says so from now on. */
  knows: (headers: Headers, key: string) => boolean
  knownFrom: (key: string) => string
  createUser: (user: Omit<NewUser, 'passwordHash'> & { password: string | null }) => Promise<string>
  hash: (password: string) => Promise<string>
  verify: (given: { hash: string; password: string }) => Promise<boolean>
  /** A session cookie for a user who showed elsewhere who they are: by an identity provider, or in the demo by one click. */
  signInAs: (userId: string, headers: Headers, address: string | null) => Promise<Response>
  /** A cookie that carries a value with our signature for a while; and what the cookie of that name says. */
  note: (note: Note) => string
  noteIn: (headers: Headers, name: string) => string | null
  /** Keeps a secret of others so that only this workspace reads it; null where another sealed it. */
  seal: (text: string) => string
  unseal: (text: string) => string | null
  /** Begins, confirms and ends the second factor of the session's user; answers carry the new cookie. */
  twoFactor: {
    begin: (password: string, headers: Headers) => Promise<Response>
    confirm: (code: string, headers: Headers) => Promise<Response>
    end: (password: string, headers: Headers) => Promise<Response>
  }
}

type Note = { name: string; value: string; path: string; seconds: number }

/** Opens sign-in over the schema `auth` of one database. better-auth is loaded when somebody signs in or a password is hashed: a command line does neither. */
export function openAuth(options: Options): Auth {
  const { basePath, db, secret, publicUrl, workspaceName } = options
  const pass = passOf(secret)
  let opened: Promise<ReturnType<typeof configure>> | undefined
  const auth = () => {
    opened ??= import('./better-auth.ts').then(({ configure }) => configure(options, pass))
    return opened
  }
  const isSecure = publicUrl.startsWith('https://')
  const cookie = (name: string) => `${isSecure ? '__Secure-' : ''}drumbeat-${workspaceName}.${name}`
  const read = (headers: Headers, name: string) =>
    signedValue(headers.get('cookie') ?? undefined, { name: cookie(name), secret })
  const hash = async (password: string) => (await (await auth()).$context).password.hash(password)
  const note = ({ name, value, path, seconds }: Note) =>
    `${cookie(name)}=${withSignature(value, secret)}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`
  return {
    handle: async (request, address) =>
      (await auth()).handler(new Request(request, { headers: withAddress(request.headers, address) })),
    tokenOf: (headers) => read(headers, 'session_token'),
    knows: (headers, key) => read(headers, 'known') === key,
    knownFrom: (key) => note({ name: 'known', value: key, path: basePath || '/', seconds: mostDays * 86_400 }),
    note,
    noteIn: read,
    seal: (text) => sealed(text, secret),
    unseal: (text) => unsealed(text, secret),
    createUser: async ({ password, ...user }) =>
      insertUser(db, { ...user, passwordHash: password === null ? null : await hash(password) }),
    hash,
    verify: async (given) => (await (await auth()).$context).password.verify(given),
    signInAs: async (userId, headers, address) =>
      (await auth()).api.oneClick({ body: { userId, pass }, headers: withAddress(headers, address), asResponse: true }),
    twoFactor: {
      begin: async (password, headers) =>
        (await auth()).api.enableTwoFactor({ body: { password, method: 'totp' }, headers, asResponse: true }),
      confirm: async (code, headers) => (await auth()).api.verifyTOTP({ body: { code }, headers, asResponse: true }),
      end: async (password, headers) =>
        (await auth()).api.disableTwoFactor({ body: { password }, headers, asResponse: true }),
    },
  }
}

function withAddress(given: Headers, address: string | null): Headers {
  const headers = new Headers(given)
  headers.set(addressHeader, address ?? '127.0.0.1')
  return headers
}

/** What the one-click sign-in asks for; it never leaves the process. */
function passOf(secret: string): string {
  return createHmac('sha256', secret).update('one-click').digest('hex')
}
