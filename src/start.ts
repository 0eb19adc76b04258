import { linkFirstOwner } from '#platform/auth/logins.tx.ts'
import { welcomeLink } from '#platform/auth/routes.ts'
import { needsOwner } from '#platform/auth/users.sql.ts'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { backupsIn, upgrade } from '#platform/db/upgrade.ts'
import { markFiles } from '#platform/files-mark.io.ts'
import { sitePages } from '#platform/http/static.ts'
import { type Log, openLog } from '#platform/log.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { buildWeb } from '#web/build.ts'
import { type Databases, openDatabases } from './databases.ts'
import { seedDemo } from './demo.ts'
import { listen, siteApp } from './server.ts'
import { type OpenWorkspace, openWorkspace } from './workspaces.ts'

/** How a start differs from the usual one. */
export type StartOptions = {
  /** Another server shows the screens, and users type its address. */
  shownAt?: string
  /** The lines under the address; usually the link with which main is claimed. */
  welcome?: (workspaces: Workspace[], url: string) => Promise<string[]>
}

/** Starts everything, prints the address, and runs until it is told to stop. What it is doing goes to the error stream. */
export async function start(config: Config, options: StartOptions = {}): Promise<void> {
  const log = openLog(config.logLevel)
  const told = toldToStop()
  say(config.databaseUrl ? 'Reaching PostgreSQL …' : `Starting PostgreSQL on the data in ${config.dataDir} …`)
  const opened = await openDatabases({ config, log })
  if (opened.state === 'taken') return sayTaken(opened)
  const { databases } = opened
  const stopping: (() => Promise<void>)[] = [databases.stop]
  let site: Site | undefined
  try {
    site = (await Promise.race([openSite({ config, options, databases, log, stopping }), told])) ?? undefined
    if (site) {
      await databases.announce(site.url)
      process.stdout.write(`${[`Drumbeat is running at ${site.url}`, ...site.links].join('\n')}\n`)
      await told
    }
  } finally {
    for (const stop of stopping.reverse()) await stop()
  }
  if (!site) process.exit(0) // told to stop while opening: what is half open goes with the process
}

function say(line: string): void {
  process.stderr.write(`${line}\n`)
}

type Site = { url: string; links: string[] }

async function openSite(input: {
  config: Config
  options: StartOptions
  databases: Databases
  log: Log
  stopping: (() => Promise<void>)[]
}): Promise<Site> {
  const { config, options, databases, log, stopping } = input
  const closing = new AbortController()
  const building = options.shownAt
    ? undefined
    : buildWeb(() => say('Building the web page (half a minute, once per version) …'))
  building?.catch(() => {}) // awaited below; a fault of the database must be told first
  const origin = options.shownAt ?? config.publicUrl ?? `http://${reachable(config.host)}:${config.port}`
  const workspaces: OpenWorkspace[] = []
  stopping.push(async () => void (await Promise.all(workspaces.map((each) => each.close()))))
  for (const { name, address } of databases.workspaces) {
    const isDemo = name === 'demo'
    await upgrade({ address, name, folder: backupsIn(config.dataDir), now: systemClock(), say })
    const basePath = isDemo ? '/demo' : ''
    const common = {
      dataDir: config.dataDir,
      publicUrl: origin,
      smtpUrl: config.smtpUrl ?? null,
      clock: systemClock,
      log,
      servesData: config.databaseUrl === undefined,
    }
    workspaces.push(await openWorkspace({ name, basePath, isDemo, address, ...common }))
  }
  const open = workspaces.map((each) => each.workspace)
  for (const workspace of open.filter((each) => each.isDemo)) await seedDemo(workspace, { say })
  const pages = building && sitePages(await building)
  const app = siteApp({
    workspaces: open,
    closing: closing.signal,
    metricsToken: config.metricsToken,
    ...(pages && { pages }),
  })
  const server = await listen({ app, host: config.host, port: config.port, closing, log })
  stopping.push(async () => void (await Promise.all([server.close(), ...open.map((each) => each.jobs.stop())])))
  for (const workspace of open) {
    await markFiles(workspace)
    if (config.worker) await workspace.jobs.work(workspace)
  }
  // Loaded meanwhile, so that the first who signs in does not wait for it.
  void import('#platform/auth/better-auth.ts')
  const url = options.shownAt ?? config.publicUrl ?? `${new URL(origin).origin.replace(/:\d+$/, '')}:${server.port}`
  return { url: `${url}/`, links: await (options.welcome ?? firstOwnerLinks)(open, url) }
}

/** A host as browsers write it: every address means this machine, and IPv6 stands in brackets. */
function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

/** Who owns main first: the bearer of a link that is printed here and nowhere else. */
async function firstOwnerLinks(workspaces: Workspace[], url: string): Promise<string[]> {
  const links: string[] = []
  for (const workspace of workspaces) {
    if (workspace.isDemo || !(await needsOwner(workspace.db))) continue
    const { secret } = await linkFirstOwner({ workspace, actor: systemActor })
    links.push(
      `Your own workspace is empty and yours to claim, once: ${welcomeLink({ ...workspace, publicUrl: url }, secret)}`,
    )
  }
  return links
}

function sayTaken({ dataDir, url }: { dataDir: string; url: string | null }): void {
  const where = url ? ` at ${url}` : ''
  process.stdout.write(`Drumbeat is running already${where} on the data in ${dataDir}.\n`)
}

/** Heard from the first moment on, and again and again: a second Ctrl-C must not cut the stop short. */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => resolve())
  })
}
