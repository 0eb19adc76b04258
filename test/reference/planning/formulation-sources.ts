import { add, at, type Sum, staysSetUp } from './formulation-parts.ts'
import type { Sheet } from './formulation-sheet.ts'

/** What items come from: recipes, subcontract and purchases, alike. */
export function sourcesOf(sheet: Sheet) {
  const { model } = sheet
  return [
    ...(model.recipes ?? []).map((r, i) => ({ ...r, name: `rec${i}`, key: r.id ?? r.item })),
    ...(model.subcontract ?? []).map((r, i) => ({
      ...r,
      name: `sub${i}`,
      key: r.id ?? `subcontract ${r.item}`,
      hours: undefined,
      yield: undefined,
    })),
    ...(model.purchases ?? []).map((r, i) => ({
      ...r,
      name: `buy${i}`,
      key: r.id ?? (r.supplier ? `buy ${r.item} from ${r.supplier}` : `buy ${r.item}`),
      cost: r.price,
      components: undefined,
      hours: undefined,
      yield: undefined,
      setup: r.orderCost === undefined ? undefined : { cost: r.orderCost, hours: undefined },
    })),
  ]
}

type Source = ReturnType<typeof sourcesOf>[number]

/** What each source makes in each period, what it takes, and when it is set up. */
export function makeAndBuy(sheet: Sheet, sources: readonly Source[]): void {
  const { model, T, count, place, row, pay, put, variable, whole, flows, leaving, hours, co2 } = sheet
  for (const source of sources)
    for (const t of T) {
      const x = variable(
        `${source.name}_${t}`,
        at(source.min, t),
        Math.min(at(source.max, t, Number.POSITIVE_INFINITY), source.lot?.max ?? Number.POSITIVE_INFINITY),
      )
      pay(t, x, at(source.cost, t))
      add(co2[t]!, x, source.co2 ?? 0)
      const ready = t + (source.leadTime ?? 0)
      if (ready < count) add(row(flows, place(source.item, source.site))[ready]!, x, source.yield ?? 1)
      for (const part of source.components ?? []) {
        add(row(flows, place(part.item, source.site))[t]!, x, -part.quantity)
        add(row(leaving, place(part.item, source.site))[t]!, x, part.quantity)
      }
      for (const [id, each] of Object.entries(source.hours ?? {})) add(row(hours, id)[t]!, x, each)
      if (source.setup || source.lot?.min) {
        const y = whole(variable(`${source.name}y_${t}`, 0, 1))
        const ready = new Map([[x, 1]])
        for (let u = staysSetUp(model, source) ? 0 : t; u <= t; u++) ready.set(`${source.name}y_${u}`, -600)
        put(ready, '<=', 0)
        if (source.lot?.min)
          put(
            new Map([
              [x, 1],
              [y, -source.lot.min],
            ]),
            '>=',
            0,
          )
        pay(t, y, at(source.setup?.cost, t))
        for (const [id, each] of Object.entries(source.setup?.hours ?? {})) add(row(hours, id)[t]!, y, each)
      }
      if (source.lot?.multiple) {
        const n = whole(variable(`${source.name}n_${t}`))
        put(
          new Map([
            [x, 1],
            [n, -source.lot.multiple],
          ]),
          '=',
          0,
        )
      }
    }
}

/** What sources commit to over the horizon, and give at most. */
export function keepTotals(sheet: Sheet, sources: readonly Source[]): void {
  const { T, put } = sheet
  for (const source of sources) {
    const total: Sum = new Map(T.map((t) => [`${source.name}_${t}`, 1]))
    if (source.commitment) put(total, '>=', source.commitment)
    if (typeof source.maxTotal === 'number') put(total, '<=', source.maxTotal)
  }
}

/** What goes from site to site. */
export function moveBetweenSites(sheet: Sheet): void {
  const { model, T, count, place, row, pay, put, variable, flows, leaving, co2 } = sheet
  for (const [i, lane] of (model.lanes ?? []).entries()) {
    const load = T.map((): Sum => new Map())
    for (const [j, item] of (
      lane.items ?? model.items.map((each) => (typeof each === 'string' ? each : each.id))
    ).entries())
      for (const t of T) {
        const x = variable(`lane${i}_${j}_${t}`)
        pay(t, x, at(lane.cost, t))
        add(co2[t]!, x, lane.co2 ?? 0)
        add(load[t]!, x, 1)
        add(row(flows, place(item, lane.from))[t]!, x, -1)
        add(row(leaving, place(item, lane.from))[t]!, x, 1)
        if (t + (lane.leadTime ?? 0) < count) add(row(flows, place(item, lane.to))[t + (lane.leadTime ?? 0)]!, x, 1)
      }
    for (const t of T)
      if (lane.capacity !== undefined && at(lane.capacity, t, -1) >= 0) put(load[t]!, '<=', at(lane.capacity, t))
  }
}

/** What arrives anyway. */
export function expectArrivals(sheet: Sheet): void {
  const { model, T, place, row, flows, known } = sheet
  for (const arrival of model.arrivals ?? []) {
    const key = place(arrival.item, arrival.site)
    row(flows, key)
    const before = known.get(key) ?? T.map(() => 0)
    known.set(
      key,
      before.map((each, t) => each + at(arrival.quantity, t)),
    )
  }
}
