import type { Job } from '#platform/jobs/jobs.ts'
import type { MergedNoun } from './candidates.ts'
import { compareAnew } from './comparisons.tx.ts'

/** The job that compares a noun: one per noun, so that requests for one fold into each other. */
export const compareJob = {
  account: 'crm.compare-accounts',
  contact: 'crm.compare-contacts',
  lead: 'crm.compare-leads',
  deal: 'crm.compare-deals',
} as const satisfies Record<MergedNoun, string>

/** Comparing behind the screens, asked for by whoever looks; and each night, so that the morning finds it done. */
export const duplicateJobs: Job[] = (Object.entries(compareJob) as [MergedNoun, string][]).map(([noun, name], at) => ({
  name,
  singleton: true,
  expireSeconds: 3600,
  cron: `${10 + 5 * at} 3 * * *`,
  run: (workspace, _, signal) => compareAnew(workspace, noun, signal),
}))
