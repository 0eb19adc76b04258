import type { DemandRow, Limit, PlanModel } from '@drumbeat/planning'

/** A sum of variables with their factors. */
export type Sum = Map<string, number>

/** What the parts of the formulation write with. */
export interface Pen {
  readonly model: PlanModel
  readonly T: readonly number[]
  readonly variable: (name: string, low?: number, high?: number) => string
  readonly put: (sum: Sum, sense: string, right: number) => void
  readonly pay: (t: number, name: string, price: number) => void
}

/** The value of a series in a period. */
export function at(series: Limit | undefined, t: number, absent = 0): number {
  return series === undefined || series === null ? absent : typeof series === 'number' ? series : (series[t] ?? absent)
}

/** Adds to a sum. */
export function add(sum: Sum, name: string, factor: number): void {
  sum.set(name, (sum.get(name) ?? 0) + factor)
}

/** What recipes make together, its rises and falls, and their price. */
export function rates({ model, T, variable, put, pay }: Pen): void {
  for (const [i, rate] of (model.rates ?? []).entries()) {
    const all = rate.recipes === undefined && rate.items === undefined
    const meant = (model.recipes ?? []).flatMap((recipe, k) =>
      all || rate.recipes?.includes(recipe.id ?? recipe.item) || rate.items?.includes(recipe.item) ? [`rec${k}`] : [],
    )
    for (const t of T) {
      const level = variable(`level${i}_${t}`)
      const sum: Sum = new Map([[level, -1]])
      for (const name of meant) add(sum, `${name}_${t}`, 1)
      put(sum, '=', 0)
      if (t === 0 && rate.opening === undefined) continue
      const rise = variable(`rise${i}_${t}`, 0, at(rate.maxIncrease, t, Number.POSITIVE_INFINITY))
      const fall = variable(`fall${i}_${t}`, 0, at(rate.maxDecrease, t, Number.POSITIVE_INFINITY))
      const change: Sum = new Map([
        [level, 1],
        [rise, -1],
        [fall, 1],
      ])
      if (t > 0) add(change, `level${i}_${t - 1}`, -1)
      put(change, '=', t === 0 ? rate.opening! : 0)
      pay(t, rise, at(rate.increaseCost, t))
      pay(t, fall, at(rate.decreaseCost, t))
    }
  }
}

/** Fences against the previous plan, and the price of change. */
export function fences({ model, T, variable, put }: Pen, money: Sum, nameOf: (source: string) => string): void {
  const { frozen = 0, slushy = 0, slushyShare = 0.1, changeCost = 0 } = model.fences ?? {}
  for (const [i, each] of (model.previous ?? []).entries())
    for (const t of T) {
      if (!model.fences) continue
      const x = `${nameOf(each.source)}_${t}`
      const before = at(each.quantity, t)
      const share = t < frozen ? 0 : t < frozen + slushy ? slushyShare : Number.POSITIVE_INFINITY
      if (Number.isFinite(share)) {
        put(new Map([[x, 1]]), '>=', before * (1 - share))
        put(new Map([[x, 1]]), '<=', before * (1 + share))
      }
      const change = variable(`change${i}_${t}`)
      for (const [sense, sign] of [
        ['<=', -1],
        ['>=', 1],
      ] as const)
        put(
          new Map([
            [x, 1],
            [change, sign],
          ]),
          sense,
          before,
        )
      add(money, change, changeCost)
    }
}

/** Change of what is made of each item at each site, as a sum. */
export function smoothness({ model, T, variable, put }: Pen, place: (item: string, site?: string) => string): Sum {
  const total: Sum = new Map()
  const places = new Set((model.recipes ?? []).map((each) => place(each.item, each.site)))
  for (const [i, key] of [...places].entries())
    for (const t of T.slice(1)) {
      const [up, down] = [variable(`smoothup${i}_${t}`), variable(`smoothdown${i}_${t}`)]
      const change: Sum = new Map([
        [up, -1],
        [down, 1],
      ])
      model.recipes!.forEach((each, k) => {
        if (place(each.item, each.site) !== key) return
        add(change, `rec${k}_${t}`, 1)
        add(change, `rec${k}_${t - 1}`, -1)
      })
      put(change, '=', 0)
      add(total, up, 1)
      add(total, down, 1)
    }
  return total
}

/** Demand and price of a class after the promotions. */
export function promoted({ model, T }: Pen, each: DemandRow, names: readonly string[]) {
  const promotions = (model.promotions ?? [])
    .filter(
      (one) =>
        one.item === each.item &&
        (one.class ?? each.class ?? 'all') === (each.class ?? 'all') &&
        (one.site === undefined || one.site === each.site),
    )
    .map((one) => ({ ...one, at: typeof one.period === 'number' ? one.period - 1 : names.indexOf(one.period) }))
  return {
    asked: (t: number): number =>
      promotions.reduce(
        (total, one) => {
          const { share, periods } = one.pullForward ?? { share: 0, periods: 0 }
          if (t > one.at && t <= one.at + periods) return total - share * at(each.quantity, t)
          if (t !== one.at) return total
          const ahead = T.filter((later) => later > t && later <= t + periods)
          const moved = ahead.reduce((sum, later) => sum + share * at(each.quantity, later), 0)
          return total + (one.uplift ?? 0) * at(each.quantity, t) + moved
        },
        at(each.quantity, t),
      ),
    priceAt: (t: number): number =>
      promotions.reduce((price, one) => (one.at === t ? (one.price ?? price) : price), at(each.price, t)),
  }
}

/** A setup with hours stays on a resource that no other recipe or subcontract uses. */
export function staysSetUp(
  model: PlanModel,
  source: { setup?: { hours?: Readonly<Record<string, number>> | undefined } | undefined; lot?: { min?: number } },
): boolean {
  const places = Object.keys(source.setup?.hours ?? {})
  const users = (id: string) =>
    [
      ...(model.recipes ?? []).map((r) => [r.hours?.[id], r.setup?.hours?.[id]]),
      ...(model.subcontract ?? []).map((r) => [r.setup?.hours?.[id]]),
    ].filter((hours) => hours.some((each) => (each ?? 0) > 0)).length
  const own = (id: string) => model.resources?.some((each) => each.id === id && each.carryOver !== false) ?? false
  return places.length > 0 && !source.lot?.min && places.every((id) => own(id) && users(id) === 1)
}
