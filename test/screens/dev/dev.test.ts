import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openContext, sharedBrowser } from '../../harness/shared-browser.ts'

/** `npm run dev` in a copy of the repository, whose files can be changed. */
const repository = join(import.meta.dirname, '../../..')
let clone: string
let dev: { said: () => string; stop: () => Promise<void> }
let browser: Browser
let page: Page
let url: string

beforeAll(async () => {
  // The name by which a later run finds and sweeps away what a killed one left.
  clone = await mkdtemp(join(tmpdir(), `drumbeat-test-${process.pid}-`))
  await chmod(clone, 0o755)
  for (const name of ['bin', 'src', 'packages', 'examples', 'package.json', 'package-lock.json'])
    await cp(join(repository, name), join(clone, name), { recursive: true })
  await symlink(join(repository, 'node_modules'), join(clone, 'node_modules'))
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  dev = startDev(port)
  browser = await sharedBrowser()
  page = await (await openContext(browser)).newPage()
  while (!dev.said().includes('Drumbeat is running')) await sleep(100)
})
afterAll(async () => {
  await browser?.close()
  await dev?.stop()
  await rm(clone, { recursive: true, force: true })
})

test('the login that the terminal shows signs in', async () => {
  const [, email, password] = /your own workspace: (\S+), password (\S+)/.exec(dev.said())!
  await page.goto(url)
  await page.getByLabel('E-mail').fill(email!)
  await page.locator('[name=password]').fill(password!)
  await page.keyboard.press('Enter')
  await page.getByRole('navigation', { name: 'Menu' }).waitFor()
})

test('a changed screen is exchanged in the open page', async () => {
  await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }))
  await change(
    'src/web/TopBar.tsx',
    '<div className={classes.bar}>',
    '<div data-changed="yes" className={classes.bar}>',
  )
  await page.locator('[data-changed=yes]').waitFor({ state: 'attached' })
  expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true)
})

test('a changed server starts anew, and requests wait for it', async () => {
  await change('src/server.ts', "context.text('ok')", "context.text('changed')")
  await expect.poll(async () => (await fetch(`${url}/healthz`)).text()).toBe('changed')
  expect((await fetch(`${url}/api/session`)).status).toBe(200)
})

test('mails that would have been sent can be read', async () => {
  expect(await (await fetch(`${url}/dev/mail`)).text()).toContain('No mail yet')
  const invited = await page.evaluate(async () => {
    const body = JSON.stringify({ email: 'jon@example.com', role: 'rep', personId: null })
    const headers = { 'content-type': 'application/json', 'x-drumbeat': '1' }
    return (await fetch('/api/users/invitations', { method: 'POST', headers, body })).status
  })
  expect(invited).toBe(200)
  const mails = await (await fetch(`${url}/dev/mail`)).text()
  expect(mails).toContain('to jon@example.com')
  expect(mails).toContain(`${url}/welcome?token=`)
})

async function change(path: string, from: string, to: string): Promise<void> {
  const text = await readFile(join(clone, path), 'utf8')
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  await writeFile(join(clone, path), changed)
}

function startDev(port: number): typeof dev {
  const env = { ...process.env, DATABASE_URL: '', SMTP_URL: undefined, DRUMBEAT_DEV_DATA: join(clone, 'data') }
  const args = [join(clone, 'bin/dev/run.ts'), '--no-demo', '--port', String(port)]
  const child = spawn(process.execPath, args, { cwd: clone, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      text += chunk
    })
  }
  const ended = once(child, 'exit')
  return {
    said: () => text,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

/** A port with a free one behind it, for the screens and for the server. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
