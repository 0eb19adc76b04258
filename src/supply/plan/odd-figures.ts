import type { Inputs } from './inputs.ts'

/** How many figures of each kind lie below zero, where only nothing or more can be. */
type Odd = readonly (readonly [what: string, values: readonly (number | null)[]])[]

/** Figures below zero that the plan does not use, in a sentence; null where there are none. */
export function oddFigures(inputs: Inputs): { says: string; count: number } | null {
  const { bought, steps, resources, hours, items } = inputs
  const all: Odd = [
    ['purchase prices', bought.map(({ price }) => price)],
    ['lead times', [...bought, ...items].map(({ leadDays }) => leadDays)],
    ['least orders', bought.map(({ leastOrder }) => leastOrder)],
    ['standard costs', items.map(({ cost }) => cost)],
    ['list prices', items.map(({ price }) => price)],
    ['hours of steps', steps.map((step) => step.hours)],
    ['costs of steps', steps.map(({ cost }) => cost)],
    ['hours of resources', [...resources, ...hours].map(({ hoursPerDay }) => hoursPerDay)],
    ['costs of an hour', resources.flatMap(({ costPerHour, overtimeCost }) => [costPerHour, overtimeCost])],
    ['hours of overtime', resources.map(({ overtimeHours }) => overtimeHours)],
  ]
  const found = all
    .map(([what, values]) => ({ what, count: values.filter((value) => value !== null && value < 0).length }))
    .filter(({ count }) => count > 0)
  if (found.length === 0) return null
  const count = found.reduce((sum, each) => sum + each.count, 0)
  const which = found.map((each) => `${each.count} ${each.what}`).join(', ')
  return { says: `Figures below zero were not used: ${which}. Correct them under Supply.`, count }
}
