import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openJobs } from '#platform/jobs/jobs.ts'
import type { JobQueue } from '#platform/workspace.ts'
import { openTestApp, type TestApp } from '../../harness/app.ts'
import { measureSlowness } from '../../harness/slowness.ts'

let app: TestApp
let queue: JobQueue
const done: unknown[] = []
const children: ChildProcess[] = []
beforeAll(async () => {
  app = await openTestApp()
  const { address, log } = app.workspace
  const jobs = [{ name: 'trial.long', run: async (_: unknown, data: object) => void done.push(data) }]
  queue = await openJobs({ address, servesData: true, reactions: {}, log, jobs })
})
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await queue.stop()
  await app.close()
})

test('a restarted server takes the job of a killed process back at once, and leaves that of a worker which lives', async () => {
  const killed = await atIts('first')
  await atIts('second')
  // The server before, in another container: who it was tells no process number, but the data directory is ours now.
  await sql`insert into platform.job_holder select gen_random_uuid(), job_name, job_id, attempt, 'elsewhere', 1, 'then', true
    from platform.job_holder where pid = ${killed.pid}`.execute(app.workspace.db)
  await sql`delete from platform.job_holder where pid = ${killed.pid}`.execute(app.workspace.db)
  killed.kill('SIGKILL')
  await once(killed, 'exit')
  const began = performance.now()
  await queue.work(app.workspace)
  await until(() => done.length > 0)
  expect(performance.now() - began).toBeLessThan(3000 * measureSlowness())
  expect(done).toEqual([{ which: 'first' }])
  expect(await queue.unfinished(['trial.long'])).toEqual([{ which: 'second' }])
})

test('the job of a worker that is killed later is taken within seconds', async () => {
  children.at(-1)?.kill('SIGKILL')
  const began = performance.now()
  await until(() => done.length > 1)
  expect(performance.now() - began).toBeLessThan(9000 * measureSlowness())
  expect(done).toEqual([{ which: 'first' }, { which: 'second' }])
})

/** A process that is at the job it was sent, and will not end it. */
async function atIts(which: string): Promise<ChildProcess> {
  await queue.send('trial.long', { which })
  const args = [join(import.meta.dirname, 'long-worker.ts'), String(app.workspace.address)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  children.push(child)
  const [said] = await once(child.stdout!, 'data')
  expect(String(said)).toBe(`${which}\n`)
  return child
}

async function until(reached: () => boolean): Promise<void> {
  while (!reached()) await new Promise((resolve) => setTimeout(resolve, 30))
}
