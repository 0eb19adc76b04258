import type { Instance } from '../instance/instance-parts.ts'
import type { Plan } from '../model/plan.ts'
import type { Uncertainty } from './uncertainty.ts'
import { share, uncertainParts } from './uncertainty.ts'

export function checkRequest(given: {
  instance: Instance
  plan: Plan
  samples: number
  seed: number
  uncertainty: Uncertainty
}): void {
  const { instance, plan, samples, seed, uncertainty } = given
  if (!(Number.isSafeInteger(samples) && samples > 0))
    throw new RangeError(`${samples} samples: give a whole number of at least 1.`)
  if (!Number.isSafeInteger(seed)) throw new RangeError(`Seed ${seed}: give a whole number.`)
  for (const part of Object.keys(uncertainty))
    if (!uncertainParts.includes(part))
      throw new RangeError(`${part} is no part of an uncertainty: these are ${uncertainParts.join(', ')}.`)
  share('availability', uncertainty.availability ?? 0)
  share('supplierDelay', uncertainty.supplierDelay ?? 0, 1)
  share('service', uncertainty.service ?? 0, 1)
  const counts = [
    ['periods', plan.periods.length, instance.periods.length],
    ['rows of demand', plan.demand.length, instance.demand.length],
    ['rows of stock', plan.stock.length, instance.points.length],
  ] as const
  for (const [what, has, wants] of counts)
    if (has !== wants)
      throw new RangeError(`The plan is not one of this model: it has ${has} ${what}, the model ${wants}.`)
}
