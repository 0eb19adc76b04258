import { solvePlan } from '@drumbeat/planning'
import { generatedCompany } from './generated-company.ts'

/** The peak resident memory of a process that does nothing but solve 5,000 items x 24 months x 100 resources. */
export async function run(): Promise<string> {
  const solved = await solvePlan(generatedCompany({ items: 5000, periods: 24, resources: 100 }))
  const peak = process.resourceUsage().maxRSS / 1024
  const status = solved.kind === 'plan' ? `${solved.plan.status.kind}, ${solved.plan.notes.length} faults` : solved.kind
  if (peak > 1024) process.exitCode = 1
  return `Peak resident memory ${peak.toFixed(0)} MiB (bar 1024) at 5,000 x 24 x 100, ${status}.`
}
