import type { Check } from './check.ts'
import { forecastAndDataChecks } from './forecast-and-data.ts'
import { pipelineAndCycleChecks } from './pipeline-and-cycle.ts'
import { planningAndTeamChecks } from './planning-and-team.ts'

/** The 28 checks, in the order in which they are read. */
export const checks: readonly Check[] = [...forecastAndDataChecks, ...pipelineAndCycleChecks, ...planningAndTeamChecks]

const byKey = new Map(checks.map((check) => [check.key, check]))

/** The check of a key; undefined where there is none. */
export function checkOf(key: string): Check | undefined {
  return byKey.get(key)
}
