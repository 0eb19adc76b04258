import type { PlanModel } from '@drumbeat/planning'

/** A problem of the literature, typed into our model, with the optimum its source prints. */
export interface PublishedProblem {
  readonly about: string
  readonly source: string
  readonly model: PlanModel
  /** Cost, or margin where the model maximises it. */
  readonly optimum: number
  /** How far the printed figure may be rounded; absent = exact to 1e-6. */
  readonly rounding?: number
}
