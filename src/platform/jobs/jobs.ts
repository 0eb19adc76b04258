import { CompiledQuery as Compiled, type CompiledQuery } from 'kysely'
import { type Db as BossDb, type JobWithMetadata, PgBoss } from 'pg-boss'
import { type DatabaseAddress, poolConfig, type Tx } from '../db/pool.ts'
import { noteStatement } from '../db/reads/noted.ts'
import { newId } from '../ids.ts'
import type { Log } from '../log.ts'
import type { EventName } from '../registry.ts'
import { thisProcess } from '../running-process.io.ts'
import type { JobQueue, Workspace } from '../workspace.ts'
import { type Holder, noteHeld, takeBack } from './held.tx.ts'
import { watch } from './watch.ts'

/** Work done behind the screens: retried until done, at most one at a time per key. Must be safe to run twice. */
export type Job = {
  name: string
  run: (workspace: Workspace, data: Record<string, unknown>, signal: AbortSignal) => Promise<void>
  /** Further requests while one waits are folded into it. */
  singleton?: boolean
  retries?: number
  expireSeconds?: number
  /** A cron line in UTC, for jobs that come round by themselves. */
  cron?: string
  /**
   * For a job that follows events of every kind: whether there is work for it now. It is asked soon after anything happened and
   * every few seconds, outside the transactions of the writers, so that no writer waits for another's request of the job.
   */
  isDue?: (workspace: Workspace) => Promise<boolean>
}

/** Event name -> jobs that follow from it. */
export type Reactions = Readonly<Partial<Record<EventName, readonly string[]>>>

/** Opens the queue of one database; `work` starts to carry jobs out. */
export async function openJobs(queue: {
  address: DatabaseAddress
  /** This process holds the data directory that the database is in, so that an earlier server on it is gone. */
  servesData: boolean
  jobs: readonly Job[]
  reactions: Reactions
  log: Log
}): Promise<JobQueue> {
  const { address, servesData, jobs, reactions, log } = queue
  const boss = new PgBoss({
    ...(poolConfig(address) as object),
    schema: 'pgboss',
    max: 4,
    monitorVacuum: false,
    useListenNotify: true,
  })
  boss.on('error', (error) => log.error({ error: String(error) }, 'jobs.error'))
  await boss.start()
  const stopping = new AbortController()
  const holder: Holder = { ...(await thisProcess()), processId: newId(), servesData }
  const byName = new Map(jobs.map((job) => [job.name, job]))
  for (const job of jobs) await declare(boss, job)

  async function send(name: string, data: Record<string, unknown>, options: { tx?: Tx } = {}): Promise<void> {
    const job = byName.get(name)
    if (!job) throw new Error(`No job is called ${name}.`)
    await boss.send(name, data, options.tx ? { db: within(options.tx) } : {})
  }

  async function unfinished(names: readonly string[]): Promise<Record<string, unknown>[]> {
    noteStatement(unfinishedJobs)
    const { rows } = await boss.getDb().executeSql(unfinishedJobs, [names])
    return rows.map((row) => row.data ?? {})
  }

  return {
    send,
    knows: (name) => byName.has(name),
    react: async ({ tx, event, subject }) => {
      for (const name of reactions[event] ?? []) await send(name, subject, { tx })
    },
    work: async (workspace, takes = () => true) => {
      const taken = jobs.filter(({ name }) => takes(name))
      await takeBackAgain({ boss, holder, workspace, log, stopping: stopping.signal })
      for (const job of taken) await carryOut({ boss, holder, job, workspace, log, stopping: stopping.signal })
      for (const { name, isDue } of taken) {
        if (isDue) watch({ workspace, isDue, ask: () => send(name, {}), stopping: stopping.signal })
      }
    },
    unfinished,
    idle: async () => (await unfinished(jobs.map((job) => job.name))).length === 0,
    stop: () => {
      stopping.abort(new Error('Drumbeat is stopping; the job goes on at the next start.'))
      return boss.stop({ graceful: true, timeout: 800, close: true })
    },
  }
}

/** What waits for its hour (a cron job) does not count; what waits to be tried again does. */
const unfinishedJobs = `select data from pgboss.job
  where name = any($1) and (state in ('retry', 'active') or (state = 'created' and start_after <= now()))`

async function declare(boss: PgBoss, job: Job): Promise<void> {
  await boss.createQueue(job.name, {
    policy: job.singleton ? 'stately' : 'standard',
    retryLimit: job.retries ?? 20, // each stop and each crash in the middle of it counts as a try
    retryBackoff: true,
    retryDelay: 1,
    retryDelayMax: 300,
    expireInSeconds: job.expireSeconds ?? 900,
    heartbeatSeconds: 10,
    notify: true,
  })
  await boss.updateQueue(job.name, { notify: true }) // queues of earlier versions
  if (job.cron) await boss.schedule(job.name, job.cron, {})
}

/** How often it is looked for jobs of processes that are gone. */
const takeBackMs = 5000

type Working = { boss: PgBoss; holder: Holder; workspace: Workspace; log: Log; stopping: AbortSignal }

/** Takes the jobs of dead predecessors back before anything else, and those of others that die from then on. */
async function takeBackAgain({ boss, holder, workspace, log, stopping }: Working): Promise<void> {
  const fail = (job: { name: string; id: string }, tx: Tx) =>
    boss.fail(job.name, job.id, { message: 'The process that was at it is gone.' }, { db: within(tx) })
  const look = async () => {
    const many = await takeBack(workspace.db, { holder, fail: async (job, tx) => void (await fail(job, tx)) })
    if (many > 0) log.info({ jobs: many }, 'jobs.taken-back')
  }
  await look()
  const lookAgain = () => void look().catch((error) => log.warn({ error: String(error) }, 'jobs.taking-back-failed'))
  const timer = setInterval(lookAgain, takeBackMs).unref()
  stopping.addEventListener('abort', () => clearInterval(timer))
}

/** A job that is sent wakes its worker at once; looking by oneself is for those to be tried again, and while nobody can be woken. */
const polling = {
  pollingIntervalSeconds: 0.5,
  notifyPollingIntervalSeconds: 2,
  batchSize: 1,
  includeMetadata: true,
} as const

async function carryOut({ boss, holder, job, workspace, log, stopping }: Working & { job: Job }): Promise<void> {
  await boss.work(job.name, polling, async ([each]: JobWithMetadata<object>[]) => {
    if (!each) return
    const began = performance.now()
    try {
      const held = { name: job.name, id: each.id, attempt: each.retryCount }
      await noteHeld(workspace.db, { holder, job: held })
      await job.run(workspace, each.data as Record<string, unknown>, AbortSignal.any([each.signal, stopping]))
      log.info({ job: job.name, ms: Math.round(performance.now() - began) }, 'job.done')
    } catch (error) {
      if (!stopping.aborted) log.error({ job: job.name, error: String(error) }, 'job.failed')
      throw error
    }
  })
}

/** Lets pg-boss write inside the transaction of the change that asks for the job. */
function within(tx: Tx): BossDb {
  return {
    executeSql: async (text: string, values?: unknown[]) => {
      const query: CompiledQuery<Record<string, unknown>> = Compiled.raw(text, values ?? [])
      const { rows } = await tx.executeQuery(query)
      return { rows }
    },
  }
}
