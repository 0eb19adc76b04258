import type { PlanModel } from '@drumbeat/planning'
import { add, at, fences, type Pen, promoted, rates, type Sum, smoothness, staysSetUp } from './formulation-parts.ts'

/** An independent formulation of a planning model in the LP format, written for clarity and not for speed. */
export interface Formulation {
  readonly objectives: readonly string[]
  /** Which of the objectives is the money. */
  readonly moneyAt: number
  readonly constraints: readonly string[]
  readonly bounds: readonly string[]
  readonly integers: readonly string[]
  readonly offset: number
  readonly sign: 1 | -1
}

/** Every quantity is a variable of its own, every definition a row; nothing is substituted. One site unless the model names more. */
export function formulate(model: PlanModel): Formulation {
  const count = typeof model.periods === 'number' ? model.periods : model.periods.length
  const T = Array.from({ length: count }, (_, t) => t)
  const home = model.sites?.length ? (typeof model.sites[0] === 'string' ? model.sites[0] : model.sites[0]!.id) : 'main'
  const constraints: string[] = []
  const bounds: string[] = []
  const integers: string[] = []
  const money: Sum = new Map()
  const violation: Sum = new Map()
  const service = new Map<number, Sum>()
  const names = typeof model.periods === 'number' ? T.map((t) => `P${t + 1}`) : model.periods.map(nameOf)
  let offset = 0
  const margin = model.objective === 'margin'
  const flows = new Map<string, Sum[]>()
  const leaving = new Map<string, Sum[]>()
  const known = new Map<string, number[]>()
  const hours = new Map<string, Sum[]>()
  const cash = T.map((): Sum => new Map())
  const cashFixed = T.map(() => 0)
  const co2 = T.map((): Sum => new Map())
  const place = (item: string, site?: string) => `${item}@${site ?? home}`
  const row = (map: Map<string, Sum[]>, key: string) => {
    if (!map.has(key))
      map.set(
        key,
        T.map(() => new Map()),
      )
    return map.get(key)!
  }
  const pay = (t: number, name: string, price: number) => {
    add(money, name, price)
    add(cash[t]!, name, price)
  }
  const put = (sum: Sum, sense: string, right: number) => {
    if (sum.size === 0) {
      const holds = sense === '=' ? Math.abs(right) < 1e-12 : sense === '<=' ? right >= 0 : right <= 0
      if (!holds) {
        bounds.push('impossible = 0')
        constraints.push(`c${constraints.length}: impossible >= 1`)
      }
      return
    }
    constraints.push(`c${constraints.length}: ${text(sum)} ${sense} ${right}`)
  }
  const variable = (name: string, low = 0, high = Number.POSITIVE_INFINITY) => {
    bounds.push(high === Number.POSITIVE_INFINITY ? `${name} >= ${low}` : `${low} <= ${name} <= ${high}`)
    return name
  }
  const whole = (name: string) => {
    integers.push(name)
    return name
  }

  const pen: Pen = { model, T, variable, put, pay }
  const sources = [
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
  for (const source of sources) {
    const total: Sum = new Map(T.map((t) => [`${source.name}_${t}`, 1]))
    if (source.commitment) put(total, '>=', source.commitment)
    if (typeof source.maxTotal === 'number') put(total, '<=', source.maxTotal)
  }
  rates(pen)
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
  for (const arrival of model.arrivals ?? []) {
    const key = place(arrival.item, arrival.site)
    row(flows, key)
    const before = known.get(key) ?? T.map(() => 0)
    known.set(
      key,
      before.map((each, t) => each + at(arrival.quantity, t)),
    )
  }
  for (const [i, each] of (model.demand ?? []).entries()) {
    const late = each.backlog ?? each.backlogCost !== undefined
    const mayLose = each.lost ?? each.lostSaleCost !== undefined
    const { asked, priceAt } = promoted(pen, each, names)
    const grade = each.priority ?? Number.POSITIVE_INFINITY
    if (!service.has(grade)) service.set(grade, new Map())
    for (const t of T) {
      const wanted = asked(t) + (t === 0 ? (each.openingBacklog ?? 0) : 0)
      const sold = variable(`sold${i}_${t}`)
      const lost = variable(`lost${i}_${t}`, 0, mayLose ? wanted : 0)
      const end = t === count - 1 ? (each.endBacklog ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY
      const waits = variable(
        `late${i}_${t}`,
        0,
        late ? Math.min(at(each.maxBacklog, t, Number.POSITIVE_INFINITY), end) : 0,
      )
      const balance: Sum = new Map([
        [sold, 1],
        [lost, 1],
        [waits, 1],
      ])
      if (t > 0) add(balance, `late${i}_${t - 1}`, -1)
      put(balance, '=', wanted)
      add(row(flows, place(each.item, each.site))[t]!, sold, -1)
      add(row(leaving, place(each.item, each.site))[t]!, sold, 1)
      add(money, lost, at(each.lostSaleCost, t))
      add(money, waits, at(each.backlogCost, t))
      if (mayLose) add(service.get(grade)!, lost, 1)
      if (late) add(service.get(grade)!, waits, 1)
      if (!margin) continue
      offset -= priceAt(t) * wanted
      add(money, lost, priceAt(t))
      if (t === count - 1) add(money, waits, priceAt(t))
    }
  }
  for (const each of model.stock ?? []) row(flows, place(each.item, each.site))
  for (const [key, flow] of flows) {
    const rule = model.stock?.find((each) => place(each.item, each.site) === key)
    const n = `p${[...flows.keys()].indexOf(key)}`
    const end = typeof rule?.endStock === 'number' ? { atLeast: rule.endStock } : (rule?.endStock ?? {})
    for (const t of T) {
      const last = t === count - 1
      const low = Math.max(at(rule?.min, t), last ? Math.max(end.atLeast ?? 0, end.exactly ?? 0) : 0)
      const high = Math.min(
        at(rule?.max, t, Number.POSITIVE_INFINITY),
        last
          ? Math.min(end.atMost ?? Number.POSITIVE_INFINITY, end.exactly ?? Number.POSITIVE_INFINITY)
          : Number.POSITIVE_INFINITY,
      )
      const stock = variable(`${n}s_${t}`, low, high)
      const balance: Sum = new Map(flow[t]!)
      add(balance, stock, -1)
      if (t > 0) add(balance, `${n}s_${t - 1}`, 1)
      if (rule?.disposalCost !== undefined) {
        const thrown = variable(`${n}d_${t}`)
        add(balance, thrown, -1)
        add(row(leaving, key)[t]!, thrown, 1)
        pay(t, thrown, rule.disposalCost)
      }
      put(balance, '=', -(known.get(key)?.[t] ?? 0) - (t === 0 ? (rule?.opening ?? 0) : 0))
      const h = at(rule?.holdingCost, t)
      const [before, after] = { end: [0, h], start: [h, 0], average: [h / 2, h / 2] }[rule?.holdingOn ?? 'end'] as [
        number,
        number,
      ]
      pay(t, stock, after)
      if (t > 0) pay(t, `${n}s_${t - 1}`, before)
      else {
        offset += before * (rule?.opening ?? 0)
        cashFixed[0]! += before * (rule?.opening ?? 0)
      }
      if (last) add(money, stock, -(rule?.endValue ?? 0))
      if (rule?.safetyStock === undefined) continue
      const short = variable(`${n}q_${t}`)
      put(
        new Map([
          [stock, 1],
          [short, 1],
        ]),
        '>=',
        at(rule.safetyStock, t),
      )
      if (rule.safetyStockCost === undefined) add(violation, short, 1)
      else add(money, short, rule.safetyStockCost)
    }
    if (rule?.shelfLife !== undefined)
      for (const t of T.filter((each) => each + rule.shelfLife! < count)) {
        const fresh: Sum = new Map([[`${n}s_${t}`, 1]])
        for (const later of T.filter((each) => each > t && each <= t + rule.shelfLife!))
          for (const [name, factor] of row(leaving, key)[later]!) add(fresh, name, -factor)
        put(fresh, '<=', 0)
      }
  }
  for (const [i, each] of (model.resources ?? []).entries()) {
    const stops: Sum = new Map()
    for (const t of T) {
      const need: Sum = new Map(row(hours, each.id)[t]!)
      const regular = variable(`reg${i}_${t}`)
      add(need, regular, -1)
      if (each.overtime) {
        const over = variable(`over${i}_${t}`, 0, at(each.overtime.maxHours, t, Number.POSITIVE_INFINITY))
        add(need, over, -1)
        pay(t, over, at(each.overtime.costPerHour, t))
      }
      if (each.shifts) {
        const shift = variable(`shift${i}_${t}`, 0, at(each.shifts.max, t, Number.POSITIVE_INFINITY))
        if (each.shifts.integer) whole(shift)
        add(need, shift, -each.shifts.hours)
        pay(t, shift, at(each.shifts.cost, t))
      }
      put(need, '<=', 0)
      const busy: Sum = new Map(row(hours, each.id)[t]!)
      add(busy, regular, -1)
      if (each.idleCost !== undefined) put(busy, '>=', 0)
      if (each.minHours !== undefined) put(new Map(row(hours, each.id)[t]!), '>=', at(each.minHours, t))
      const full = at(each.capacity, t, 1e7) * at(each.availability, t, 1)
      const there: Sum = new Map([[regular, 1]])
      const idle = each.capacity === undefined ? 0 : at(each.idleCost, t)
      if (each.maintenance) {
        const stop = whole(variable(`stop${i}_${t}`, 0, at(each.maintenance.maxPerPeriod, t, each.maintenance.count)))
        add(there, stop, each.maintenance.hours)
        add(stops, stop, 1)
        pay(t, stop, at(each.maintenance.cost, t) - idle * each.maintenance.hours)
      }
      put(there, '<=', full)
      pay(t, regular, at(each.costPerHour, t) - idle)
      offset += idle * full
      cashFixed[t]! += idle * full
    }
    if (each.maintenance) put(stops, '=', each.maintenance.count)
  }
  for (const [i, each] of (model.workforce ?? []).entries())
    for (const t of T) {
      const workers = variable(`work${i}_${t}`, at(each.min, t), at(each.max, t, Number.POSITIVE_INFINITY))
      const hired = variable(`hire${i}_${t}`, 0, at(each.maxHires, t, Number.POSITIVE_INFINITY))
      const released = variable(`free${i}_${t}`, 0, at(each.maxReleases, t, Number.POSITIVE_INFINITY))
      if (each.integer) for (const name of [workers, hired, released]) whole(name)
      const balance: Sum = new Map([
        [workers, 1],
        [released, 1],
      ])
      if (t >= (each.hireLeadTime ?? 0)) add(balance, `hire${i}_${t - (each.hireLeadTime ?? 0)}`, -1)
      if (t > 0) add(balance, `work${i}_${t - 1}`, at(each.attrition, t - 1) - 1)
      put(balance, '=', t === 0 ? (each.opening ?? 0) : 0)
      if (t === count - 1 && each.endWorkers !== undefined) put(new Map([[workers, 1]]), '=', each.endWorkers)
      const need: Sum = new Map(row(hours, each.id)[t]!)
      if (each.trainingHours) add(need, hired, each.trainingHours)
      const lazy = variable(`lazy${i}_${t}`, 0, each.noIdle ? 0 : Number.POSITIVE_INFINITY)
      add(need, lazy, 1)
      const hourly = at(each.costPerHour, t)
      pay(t, lazy, -hourly)
      pay(t, workers, hourly * at(each.hoursPerWorker, t))
      add(need, workers, -at(each.hoursPerWorker, t))
      pay(t, lazy, at(each.idleCost, t))
      if (each.overtime) {
        const over = variable(`wover${i}_${t}`, 0, at(each.overtime.maxHours, t, Number.POSITIVE_INFINITY))
        add(need, over, -1)
        pay(t, over, at(each.overtime.costPerHour, t))
        if (each.overtime.maxHoursPerWorker !== undefined)
          put(
            new Map([
              [over, 1],
              [workers, -at(each.overtime.maxHoursPerWorker, t)],
            ]),
            '<=',
            0,
          )
      }
      put(need, '=', 0)
      pay(t, workers, at(each.wage, t))
      pay(t, hired, at(each.hireCost, t))
      pay(t, released, at(each.releaseCost, t))
    }
  fences(pen, money, (source) => sources.find((each) => each.key === source)!.name)
  for (const budget of model.budgets ?? []) {
    const use = budget.kind === 'cash' ? cash : budget.kind === 'co2' ? co2 : T.map((t) => stored(t, budget.site))
    const fixed = budget.kind === 'cash' ? cashFixed : T.map(() => 0)
    for (const t of T) if (at(budget.max, t, -1) >= 0) put(use[t]!, '<=', at(budget.max, t) - fixed[t]!)
    if (budget.total === undefined) continue
    const all: Sum = new Map()
    for (const t of T) for (const [name, factor] of use[t]!) add(all, name, factor)
    put(all, '<=', budget.total! - fixed.reduce((a, b) => a + b, 0))
  }
  const asked = model.objectives ?? ['violation', 'money']
  const objectives = (asked.includes('money') ? asked : [...asked, 'money' as const])
    .flatMap((name): Sum[] => {
      if (name === 'money') return [money]
      if (name === 'violation') return [violation]
      if (name === 'smoothness') return [smoothness(pen, place)]
      return [...service].sort(([a], [b]) => a - b).map(([, sum]) => sum)
    })
    .filter((sum) => sum.size > 0)
  return {
    objectives: objectives.map(text),
    moneyAt: objectives.indexOf(money),
    constraints,
    bounds,
    integers: [...new Set(integers)],
    offset,
    sign: margin ? -1 : 1,
  }

  function stored(t: number, site: string | undefined): Sum {
    const sum: Sum = new Map()
    for (const key of flows.keys()) {
      const [item, where] = key.split('@') as [string, string]
      const found = model.items.find((each) => (typeof each === 'string' ? each : each.id) === item)!
      if (typeof found !== 'string' && found.volume && (site === undefined || site === where))
        add(sum, `p${[...flows.keys()].indexOf(key)}s_${t}`, found.volume)
    }
    return sum
  }
}

function nameOf(row: string | { readonly id: string }): string {
  return typeof row === 'string' ? row : row.id
}

function text(sum: Sum): string {
  const terms = [...sum].map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
  const lines: string[] = []
  for (let i = 0; i < terms.length; i += 6) lines.push(terms.slice(i, i + 6).join(' '))
  return lines.length > 0 ? lines.join('\n   ') : '0 nothing'
}
