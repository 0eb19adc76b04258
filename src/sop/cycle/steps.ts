/** A step of the cycle: on which working days it is done, who usually owns it, what it leaves behind. */
export type StepPlan = {
  number: StepNumber
  name: string
  /** First and last working day, counted from the first day of the cycle. */
  from: number
  to: number
  usualOwners: string
  leaves: string
}
export type StepNumber = 1 | 2 | 3 | 4 | 5 | 6

/** The six steps, in the order in which they are done. */
export const steps: readonly StepPlan[] = [
  {
    number: 1,
    name: 'Data and statistical forecast',
    from: 1,
    to: 3,
    usualOwners: 'S&OP coordinator, demand planner',
    leaves: 'Data-quality certificate, statistical forecast with ranges, exceptions with owners',
  },
  {
    number: 2,
    name: 'Demand review',
    from: 3,
    to: 8,
    usualOwners: 'VP sales, demand manager',
    leaves: 'Unconstrained consensus in units and money, signed per family; risks and opportunities',
  },
  {
    number: 3,
    name: 'Supply review',
    from: 8,
    to: 12,
    usualOwners: 'VP operations, supply planner',
    leaves: 'Constrained plan, stock and backlog, gaps with cause, options with cost',
  },
  {
    number: 4,
    name: 'Pre-S&OP',
    from: 13,
    to: 15,
    usualOwners: 'Finance partner, coordinator',
    leaves: 'Recommended plan, scenarios side by side, at most five decision requests',
  },
  {
    number: 5,
    name: 'Executive S&OP',
    from: 16,
    to: 18,
    usualOwners: 'General manager',
    leaves: 'Decisions, approved and locked plan',
  },
  {
    number: 6,
    name: 'Finalise and implement',
    from: 18,
    to: 20,
    usualOwners: 'Coordinator, schedulers',
    leaves: 'Published plan, targets, actions with owners, snapshot, self-assessment',
  },
]

/** The step of a number. */
export function stepOf(number: number): StepPlan {
  return steps[number - 1]!
}
