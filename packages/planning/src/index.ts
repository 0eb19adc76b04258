/** What the planning package offers. */
export type { CheckReport, Fault } from './checking/check-plan.ts'
export { checkPlan } from './checking/check-plan.ts'
export { planJsonSchema } from './model/json-schema.ts'
export type * from './model/plan.ts'
export type * from './model/plan-model.ts'
export { type Solved, type SolveOptions, solvePlan } from './solve-plan.ts'
export type { Problem } from './validation/problem.ts'
export { type Validated, validatePlanModel } from './validation/validate.ts'
