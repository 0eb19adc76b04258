import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { readNames } from './cycle/names.sql.ts'
import { followHolidays } from './cycle/open.tx.ts'
import { remindOwners } from './cycle/remind.tx.ts'
import { canonical } from './log/canonical.ts'
import { loadCycle, snapshotOf } from './log/cycles.sql.ts'
import { keepDelivery } from './publish/change.tx.ts'
import { deliver } from './publish/deliver.io.ts'
import { planLines } from './publish/plan.ts'
import { readPublication, webhookList } from './publish/publication.sql.ts'

/** What S&OP does behind the screens: calling those who receive a published plan, until each has answered well; reminding the owners of steps. */
export const sopJobs = [
  {
    name: 'sop.deliver',
    retries: 8,
    run: async (workspace, { cycleId }) => {
      const id = String(cycleId)
      const { db, clock, publicUrl } = workspace
      const [{ state }, nameOf, snapshot, hooks, { receivers, deliveries }] = await Promise.all([
        loadCycle(db, id),
        readNames(db),
        snapshotOf(db, id),
        webhookList(db),
        readPublication(db, id),
      ])
      const done = new Set(
        deliveries.filter(({ status }) => status !== null && status < 300).map(({ webhook }) => webhook),
      )
      const open = hooks.filter(({ name }) => receivers.some((each) => each.name === name) && !done.has(name))
      const { month, currency } = state
      const body = canonical({
        cycle: month,
        cycleId: id,
        currency,
        hash: snapshot?.hash,
        lines: planLines(state, nameOf),
      })
      const failed: string[] = []
      for (const webhook of open) {
        const answer = await deliver(webhook, { body, at: clock(), publicUrl })
        await keepDelivery({ workspace, actor: systemActor }, { cycleId: id, webhook, ...answer })
        if (answer.status === null || answer.status >= 300) failed.push(webhook.name)
      }
      if (failed.length > 0) throw new Error(`The plan did not reach ${failed.join(', ')}; it is sent again.`)
    },
  },
  {
    name: 'sop.follow-holidays',
    run: (workspace) => followHolidays({ workspace, actor: systemActor }),
  },
  {
    name: 'sop.remind',
    singleton: true,
    cron: '35 * * * *',
    run: (workspace) => remindOwners({ workspace, actor: systemActor }),
  },
] as const satisfies readonly Job[]
