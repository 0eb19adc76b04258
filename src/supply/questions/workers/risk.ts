import { type Plan, type PlanModel, type Risk, riskOfPlan, type Uncertainty } from '@drumbeat/planning'

export type RiskTask = { model: PlanModel; plan: Plan; samples: number; seed: number; uncertainty: Uncertainty }

/** Plays sampled futures in a worker thread. */
export function playFutures(task: RiskTask): Risk {
  return riskOfPlan(task)
}
