import { setTimeout as sleep } from 'node:timers/promises'
import { systemClock } from '#platform/clock.ts'
import type { Config } from '#platform/config.ts'
import { externalUrl, type Workspace as WorkspaceName } from '#platform/db/embedded/reach.ts'
import { findServed } from '#platform/db/embedded/server.ts'
import { migrationsDue } from '#platform/db/migrate.ts'
import { seesFiles } from '#platform/files-mark.io.ts'
import { openLog } from '#platform/log.ts'
import type { Workspace } from '#platform/workspace.ts'
import { toldToStop } from '../start.ts'
import { type OpenWorkspace, openWorkspace } from '../workspaces.ts'

/** Jobs that read or write uploaded files, by the domains that they belong to. */
const withFiles = ['imports', 'integrations']

/**
 * Carries out the jobs of a running Drumbeat in a process of its own, on this machine or another, until it is told to stop.
 * A job that a killed worker was at is taken by another one after some seconds, from another machine within half a minute.
 */
export async function runWorker(config: Config): Promise<void> {
  const told = toldToStop()
  const names: WorkspaceName[] = config.demo ? ['main', 'demo'] : ['main']
  const opened: OpenWorkspace[] = []
  try {
    for (const name of names) {
      const { workspace, close } = await openFor(name, config)
      opened.push({ workspace, close })
      const files = await seesFiles(workspace)
      await workspace.jobs.work(workspace, (job) => files || !withFiles.includes(domainOf(job)))
      say(name, files)
    }
    await told
  } finally {
    await Promise.all(opened.map(({ workspace, close }) => workspace.jobs.stop().then(close)))
  }
}

async function openFor(name: WorkspaceName, config: Config): Promise<OpenWorkspace> {
  const { url, servedAt } = await servedDatabase(name, config)
  const due = await migrationsDue(url)
  if (due.length > 0) {
    throw new Error(
      `The database of ${name} is older than this worker (${due.length} migrations). Start the server of this version first.`,
    )
  }
  const isDemo = name === 'demo'
  return openWorkspace({
    name,
    basePath: isDemo ? '/demo' : '',
    isDemo,
    address: url,
    dataDir: config.dataDir,
    publicUrl: (config.publicUrl ?? servedAt ?? `http://${config.host}:${config.port}`).replace(/\/$/, ''),
    smtpUrl: config.smtpUrl ?? null,
    clock: systemClock,
    log: openLog(config.logLevel),
  })
}

/** How long a worker waits for the server whose jobs it takes: it may be starting again at the moment. */
const patienceMs = 60_000

async function servedDatabase(name: WorkspaceName, config: Config): Promise<{ url: string; servedAt?: string }> {
  if (config.databaseUrl) return { url: externalUrl({ url: config.databaseUrl, workspace: name }) }
  for (let waited = 0; waited < patienceMs; waited += 250) {
    const served = await findServed(config.dataDir)
    if (served) return { url: served.urlFor(name), servedAt: served.servedAt }
    await sleep(250)
  }
  throw new Error(
    `No Drumbeat serves from the data in ${config.dataDir}. Start it first, or name the database it runs on by DATABASE_URL.`,
  )
}

function domainOf(job: string): string {
  return job.split('.')[0] ?? ''
}

function say(name: Workspace['name'], files: boolean): void {
  const besides = files ? '' : `, but for those of ${withFiles.join(' and ')}, whose files are elsewhere`
  process.stdout.write(`Working on the jobs of ${name}${besides}\n`)
}
