import { add, at, promoted, type Sum } from './formulation-parts.ts'
import type { Sheet } from './formulation-sheet.ts'

/** What is sold, waits and is lost of each class of demand. */
export function serveDemand(sheet: Sheet): void {
  const { model, T, count, margin, names, place, row, put, variable, money, service, flows, leaving, pen } = sheet
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
      sheet.offset -= priceAt(t) * wanted
      add(money, lost, priceAt(t))
      if (t === count - 1) add(money, waits, priceAt(t))
    }
  }
}

/** What each place holds at the end of each period. */
export function balanceStock(sheet: Sheet): void {
  const { model, T, count, place, row, pay, put, variable, money, violation, flows, leaving, known, cashFixed } = sheet
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
        sheet.offset += before * (rule?.opening ?? 0)
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
}
