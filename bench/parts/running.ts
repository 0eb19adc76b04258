import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A Drumbeat that runs as users run it: as a process of its own. */
export type Running = {
  url: string
  links: string[]
  startMs: number
  child: ChildProcess
  stop: () => Promise<number>
}

const repository = join(import.meta.dirname, '../..')

/** A new data directory that PostgreSQL's own user can enter. */
export async function newDataDir(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-bench-'))
  await chmod(folder, 0o755)
  return folder
}

/** Starts the product and waits for its address; `stop` sends SIGTERM and answers how many ms it took. */
export async function startProduct(options: {
  dataDir: string
  command?: string[]
  cwd?: string
  flags?: string[]
  env?: Record<string, string>
}): Promise<Running> {
  const [program = process.execPath, ...args] = options.command ?? [
    process.execPath,
    join(repository, 'src/cli.ts'),
    'start',
  ]
  const began = performance.now()
  const child = spawn(program, [...args, ...(options.flags ?? [])], {
    cwd: options.cwd ?? repository,
    env: { ...process.env, DRUMBEAT_DATA: options.dataDir, PORT: '0', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let [said, complained] = ['', '']
  child.stdout?.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  child.stderr?.on('data', (chunk: Buffer) => {
    complained += chunk.toString()
    if (process.env.SHOW_LOG) process.stderr.write(chunk)
  })
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', () => {
      const found = /(?:running|already running|running already) at (http\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    })
    child.once('exit', (code) => reject(new Error(`The start ended with ${code}: ${said}${complained}`)))
  })
  return {
    url: url.replace(/\/$/, ''),
    get links() {
      return said.split('\n').flatMap((line) => /(http\S+welcome\?token=\S+)/.exec(line)?.[1] ?? [])
    },
    startMs: performance.now() - began,
    child,
    stop: async () => {
      const asked = performance.now()
      child.kill('SIGTERM')
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
      return performance.now() - asked
    },
  }
}

/** Calls the API as somebody with an API token, or as the page does with a cookie. */
export async function callApi<Reply>(
  running: Pick<Running, 'url'>,
  path: string,
  options: { method?: string; token?: string; cookie?: string; body?: unknown } = {},
): Promise<{ status: number; body: Reply; headers: Headers }> {
  const { method = options.body === undefined ? 'GET' : 'POST', token, cookie, body } = options
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      'x-drumbeat': '1',
      origin: running.url,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(cookie && { cookie }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = response.headers.get('content-type')?.includes('json')
  return {
    status: response.status,
    body: (text && isJson ? JSON.parse(text) : text || null) as Reply,
    headers: response.headers,
  }
}

/** Claims the empty workspace through its one-time link and answers an API token of the owner. */
export async function claimOwner(running: Running): Promise<string> {
  const secret = new URL(running.links[0] ?? '').searchParams.get('token')
  const email = 'owner@example.com'
  const password = 'correct horse battery'
  await callApi(running, `/api/invitations/${secret}`, { body: { name: 'Owner', email, password } })
  const signIn = await callApi(running, '/api/auth/sign-in/email', { body: { email, password } })
  const cookie = cookieOf(signIn.headers)
  const { body } = await callApi<{ scopes: string[] }>(running, '/api/tokens', { cookie })
  const made = await callApi<{ secret: string }>(running, '/api/tokens', {
    cookie,
    body: { name: 'bench', scopes: body.scopes },
  })
  return made.body.secret
}

/** An API token of the demo company's owner, with every scope. */
export async function demoOwnersToken(running: Pick<Running, 'url'>): Promise<string> {
  const signedIn = await callApi(running, '/demo/api/demo/sign-in', { body: { role: 'owner' } })
  const cookie = cookieOf(signedIn.headers)
  const { body } = await callApi<{ scopes: string[] }>(running, '/demo/api/tokens', { cookie })
  const asked = { name: 'bench', scopes: body.scopes }
  return (await callApi<{ secret: string }>(running, '/demo/api/tokens', { cookie, body: asked })).body.secret
}

function cookieOf(headers: Headers): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}
