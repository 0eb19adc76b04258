import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Clock } from '#platform/clock.ts'
import { sitePages } from '#platform/http/static.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { listen, siteApp } from '#server.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'

export type Reply = { status: number; text: string; headers: Record<string, string>; cookies: string[] }
export type Sent = {
  method?: string
  headers?: Record<string, string>
  body?: string
  /** The address of this machine to call from. */
  from?: string
}

/** Main and the demo behind one real socket. */
export type Site = {
  main: TestApp
  demo: TestApp
  url: string
  /** Sends a request as it stands: the path is not tidied, and any header may be set. */
  send: (path: string, sent?: Sent) => Promise<Reply>
  /** The same workspaces on another socket, changed in some way. */
  beside: (change: Partial<Workspace>) => Promise<Pick<Site, 'send'>>
  close: () => Promise<void>
}

/** Opens both workspaces and a page of their own, listening on a free port. */
export async function openTestSite({ clock }: { clock?: Clock } = {}): Promise<Site> {
  const given = clock ? { clock } : {}
  const [main, demo] = await Promise.all([openTestApp(given), openTestApp({ ...given, isDemo: true })])
  const folder = await pagesFolder()
  const closing = new AbortController()
  const servers: { close: () => Promise<void> }[] = []
  const serve = async (change: Partial<Workspace>) => {
    const workspaces = [main, demo].map(({ workspace }) => ({ ...workspace, ...change }))
    const app = siteApp({ workspaces, closing: closing.signal, pages: sitePages(folder), checkReplies: true })
    const server = await listen({
      app,
      host: '127.0.0.1',
      port: 0,
      closing,
      log: openLog(process.env.LOG_LEVEL ?? 'fatal'),
    })
    servers.push(server)
    return server.port
  }
  const port = await serve({})
  return {
    main,
    demo,
    url: `http://127.0.0.1:${port}`,
    send: (path, sent) => sendTo(port, path, sent),
    beside: async (change) => {
      const other = await serve(change)
      return { send: (path, sent) => sendTo(other, path, sent) }
    },
    close: async () => {
      await Promise.all(servers.map((each) => each.close()))
      await Promise.all([main.close(), demo.close()])
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function pagesFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'drumbeat-pages-'))
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><head></head><p>The page</p>')
  await writeFile(join(folder, 'assets', 'app.js'), 'export {}')
  await writeFile(join(folder, 'secret.js'), 'a secret beside the assets')
  return folder
}

function sendTo(port: number, path: string, sent: Sent = {}): Promise<Reply> {
  const { method = 'GET', headers = {}, body, from } = sent
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port, path, method, headers, agent: false, localAddress: from },
      (reply) => {
        const chunks: Buffer[] = []
        reply.on('data', (chunk: Buffer) => chunks.push(chunk))
        reply.on('error', reject)
        reply.on('end', () => {
          const flat = Object.entries(reply.headers).map(([name, value]) => [name, String(value)])
          resolve({
            status: reply.statusCode ?? 0,
            text: Buffer.concat(chunks).toString(),
            headers: Object.fromEntries(flat),
            cookies: reply.headers['set-cookie'] ?? [],
          })
        })
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}
