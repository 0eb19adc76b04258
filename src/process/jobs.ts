import type { Job } from '#platform/jobs/jobs.ts'
import { systemActor } from '#platform/transaction.ts'
import type { Workspace } from '#platform/workspace.ts'
import { handOnLate } from './approvals/change.tx.ts'
import { assign } from './rules/assign.tx.ts'
import { unownedDeal, unownedLead, unownedOfImport } from './rules/assignment.sql.ts'
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
      const unowned = await unownedDeal(workspace.db, deal.id)
      if (unowned) await assign(work, unowned)
      await followPlaybooks(work, (await openDeal(workspace.db, deal.id)) ?? deal)
    },
  },
  {
    name: 'process.follow-lead',
    run: async (workspace, { leadId }) => {
      const lead = typeof leadId === 'string' ? await unownedLead(workspace.db, leadId) : null
      if (lead) await assign({ workspace, actor: systemActor }, lead)
    },
  },
  {
    name: 'process.assign-imported-leads',
    run: (workspace, { importId }) => assignImported(workspace, 'leads', importId),
  },
  {
    name: 'process.assign-imported-deals',
    run: (workspace, { importId }) => assignImported(workspace, 'deals', importId),
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

/** What came with a file and has no owner is handed out like what was typed. */
async function assignImported(workspace: Workspace, of: 'leads' | 'deals', importId: unknown): Promise<void> {
  if (typeof importId !== 'string') return
  const find = of === 'leads' ? unownedLead : unownedDeal
  for (const id of await unownedOfImport(workspace.db, of, importId)) {
    const found = await find(workspace.db, id)
    if (found) await assign({ workspace, actor: systemActor }, found)
  }
}
