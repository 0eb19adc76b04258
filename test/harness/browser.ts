import { type Browser, type BrowserServer, chromium } from 'playwright-core'
import { findChromium } from './chromium.ts'

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts a headless Chromium with a new, empty profile; the caller closes it. */
export async function openBrowser(): Promise<Browser> {
  return chromium.launch(await launchOptions())
}

/** Starts a Chromium that several processes use at once, each in contexts of its own. */
export async function openBrowserServer(): Promise<BrowserServer> {
  return chromium.launchServer({ ...(await launchOptions()), host: '127.0.0.1' })
}

async function launchOptions() {
  const { executablePath, env } = await findChromium()
  const inherited = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return { executablePath, headless: true, args: flags, env: { ...Object.fromEntries(inherited), ...env } }
}
