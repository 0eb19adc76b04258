import type { Choices } from './choices.ts'
import type { PlanPeriod } from './horizon.ts'
import type { Inputs, PlanItem } from './inputs.ts'
import type { Noted } from './noted.ts'
import type { Places } from './sites.ts'

/** What building passes around. */
export type Building = {
  inputs: Inputs
  periods: PlanPeriod[]
  noted: Noted
  /** Items of the model by id, with what a unit costs. */
  costs: Map<string, number>
  itemOf: Map<string, PlanItem>
  demandOf: Map<string, number[]>
  places: Places
  choices: Choices
}

/** Made where somebody says so, else where it has a recipe. */
export function isMade({ recipes }: Inputs, { id, made }: PlanItem): boolean {
  return made ?? recipes.has(id)
}

/** Days from an order to its receipt, and whether somebody states them. */
export function leadOf({ bought, policy }: Inputs, item: PlanItem): { days: number; isStated: boolean } {
  const offered = bought.find(({ itemId, leadDays }) => itemId === item.id && leadDays !== null)?.leadDays
  const days = offered ?? item.leadDays
  return { days: days ?? policy.buyLeadDays, isStated: days !== null && days !== undefined }
}

/** Six decimals, the precision of a model's figures. */
export function round(value: number): number {
  return Number(value.toFixed(6))
}
