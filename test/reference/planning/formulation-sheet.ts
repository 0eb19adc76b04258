import type { PlanModel } from '@drumbeat/planning'
import { add, type Pen, type Sum } from './formulation-parts.ts'

/** What the sections of the formulation write on: rows, bounds, sums by item and place, by resource, and of money by period. */
export type Sheet = ReturnType<typeof openSheet>

/** An empty sheet for a model. */
export function openSheet(model: PlanModel) {
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
  return {
    ...{ model, pen, T, count, margin, names, place, row, pay, put, variable, whole, constraints, bounds, integers },
    ...{ money, violation, service, flows, leaving, known, hours, cash, cashFixed, co2, offset: 0 },
  }
}

function nameOf(row: string | { readonly id: string }): string {
  return typeof row === 'string' ? row : row.id
}

/** A sum as the LP format writes it. */
export function text(sum: Sum): string {
  const terms = [...sum].map(([name, factor]) => `${factor < 0 ? '-' : '+'} ${Math.abs(factor)} ${name}`)
  const lines: string[] = []
  for (let i = 0; i < terms.length; i += 6) lines.push(terms.slice(i, i + 6).join(' '))
  return lines.length > 0 ? lines.join('\n   ') : '0 nothing'
}
