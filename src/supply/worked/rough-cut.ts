export type RoughCut = {
  /** What each family makes per period. */
  plan: readonly { family: string; quantity: readonly number[] }[]
  /** Hours of a resource that one unit of a family takes, so many periods before it is done. */
  hours: readonly { family: string; resource: string; hoursPerUnit: number; periodsBefore?: number | undefined }[]
  capacity: readonly {
    resource: string
    hours: number | readonly number[]
    efficiency?: number | undefined
    utilisation?: number | undefined
  }[]
}

/** Load of each resource and period = units x hours per unit, moved forward by its lead; against hours x efficiency x utilisation. */
export function roughCut({ plan, hours, capacity }: RoughCut) {
  const periods = Math.max(0, ...plan.map(({ quantity }) => quantity.length))
  const quantityOf = new Map(plan.map(({ family, quantity }) => [family, quantity]))
  const named = [...new Set([...capacity.map(({ resource }) => resource), ...hours.map(({ resource }) => resource)])]
  const resources = named.map((resource) => {
    const there = capacity.find((each) => each.resource === resource)
    const rows = Array.from({ length: periods }, (_, t) => {
      const load = hours
        .filter((each) => each.resource === resource)
        .reduce(
          (sum, each) => sum + each.hoursPerUnit * (quantityOf.get(each.family)?.[t + (each.periodsBefore ?? 0)] ?? 0),
          0,
        )
      const available = there ? hoursIn(there, t) : null
      return {
        period: t + 1,
        load,
        available,
        utilisation: available === null || available <= 0 ? null : load / available,
        overload: available === null ? null : Math.max(0, load - available),
        spare: available === null ? null : Math.max(0, available - load),
      }
    })
    const [load, available] = [
      sum(rows.map((row) => row.load)),
      there ? sum(rows.map((row) => row.available ?? 0)) : null,
    ]
    return {
      resource,
      rows,
      load,
      available,
      utilisation: available ? load / available : null,
      overloadedPeriods: rows.filter((row) => (row.overload ?? 0) > 1e-9).length,
    }
  })
  return { resources }
}

export type OverallFactors = {
  plan: readonly { family: string; quantity: readonly number[]; hoursPerUnit: number }[]
  /** Share of all hours that a resource had in the past. */
  shares: readonly { resource: string; share: number }[]
}

/** Capacity planning by overall factors: all hours of the plan, shared out as in the past. */
export function overallFactors({ plan, shares }: OverallFactors) {
  const periods = Math.max(0, ...plan.map(({ quantity }) => quantity.length))
  const total = Array.from({ length: periods }, (_, t) =>
    sum(plan.map((each) => (each.quantity[t] ?? 0) * each.hoursPerUnit)),
  )
  return {
    total,
    resources: shares.map(({ resource, share }) => ({ resource, hours: total.map((hours) => hours * share) })),
  }
}

function hoursIn({ hours, efficiency = 1, utilisation = 1 }: RoughCut['capacity'][number], t: number): number {
  return (typeof hours === 'number' ? hours : (hours[t] ?? 0)) * efficiency * utilisation
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
