import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import { handOnLate } from './approvals/change.tx.ts'
import { assignDeal } from './rules/assign.tx.ts'
import { escalateLate } from './rules/escalate.tx.ts'
import { openDeal } from './rules/followed.sql.ts'
import { followPlaybooks } from './rules/playbook.tx.ts'

/** What follows from a change of a deal, and what comes round by the clock; safe to run twice. */
export const processJobs = [
  {
    name: 'process.follow-deal',
    run: async (workspace, { dealId }) => {
      const work = { workspace, actor: systemActor }
      const deal = typeof dealId === 'string' ? await openDeal(workspace.db, dealId) : null
      if (!deal) return
      await assignDeal(work, deal)
      await followPlaybooks(work, (await openDeal(workspace.db, deal.id)) ?? deal)
    },
  },
  {
    name: 'process.escalate',
    singleton: true,
    cron: '*/10 * * * *',
    run: async (workspace) => {
      const work = { workspace, actor: systemActor }
      await escalateLate(work)
      await handOnLate(work)
    },
  },
] as const satisfies readonly Job[]
