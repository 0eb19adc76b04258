import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { sitePages } from '#platform/http/static.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { listen, siteApp } from '#server.ts'
import { buildWeb } from '#web/build.ts'
import { sharedWork } from './cpu-time.ts'
import { createDemoDatabase, openDemoWorkspace, smallDemo } from './demo.ts'
import { type Look, openContext } from './shared-browser.ts'

export type DemoSite = {
  url: string
  workspace: Workspace
  /** A page signed in as a role, by the one click that only the demo company knows. */
  signIn: (browser: Browser, role: string, look?: Look) => Promise<Page>
  close: () => Promise<void>
}

/** The product as a browser meets it: the built screens over a small demo company, forecast already, on a socket. */
export async function openDemoSite(): Promise<DemoSite> {
  const pages = sitePages(await sharedWork(() => buildWeb()))
  const clock = () => new Date()
  const database = await createDemoDatabase({ size: smallDemo, clock, forecast: true })
  const dataDir = await mkdtemp(join(tmpdir(), 'drumbeat-site-'))
  const log = openLog(process.env.LOG_LEVEL ?? 'fatal')
  const { workspace, close } = await openDemoWorkspace({ address: database.url, dataDir, clock })
  const closing = new AbortController()
  const app = siteApp({ workspaces: [workspace], closing: closing.signal, pages, checkReplies: true })
  const server = await listen({ app, host: '127.0.0.1', port: 0, closing, log })
  const url = `http://127.0.0.1:${server.port}/demo`
  return {
    url,
    workspace,
    signIn: (browser, role, look) => signIn({ browser, url, role, ...look }),
    close: async () => {
      await server.close()
      await close()
      await database.drop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

async function signIn(into: { browser: Browser; url: string; role: string } & Look): Promise<Page> {
  const { browser, url, role, ...look } = into
  const context = await openContext(browser, look)
  const page = await context.newPage()
  const answer = await context.request.post(`${url}/api/demo/sign-in`, {
    data: { role },
    headers: { 'x-drumbeat': '1' },
  })
  if (!answer.ok()) throw new Error(`Signing in as ${role} was refused: ${answer.status()} ${await answer.text()}`)
  return page
}
