import type { Site } from './build.ts'
import type { Company } from './company-parts.ts'
import { wanted } from './demand.ts'
import { codeOf } from './program.ts'
import type { Requirements } from './requirements.ts'

/**
 * A strategy as extra rules. `chase`: neither stock beyond what the model demands nor backlog, so production follows demand.
 * `level`: the same number of workers in every period, or, without pools, the same production of each finished item.
 * `mixed`: workers, or production, change in at most `changes` periods.
 */
export type Template =
  | { readonly kind: 'chase' }
  | { readonly kind: 'level' }
  | { readonly kind: 'mixed'; readonly changes: number }

const infinity = Number.POSITIVE_INFINITY

/** Adds the rules of a template. */
export function addTemplate(site: Site & { template: Template; need: Requirements }): void {
  const most = site.template.kind === 'mixed' ? site.template.changes : 0
  if (site.template.kind === 'chase') addChase(site)
  else if (site.company.capacities.some((each) => each.pool)) addFewWorkerChanges(site, most)
  else addFewRateChanges(site, most)
}

/** Stock of what customers want is no more than must be there. */
function addChase(site: Site): void {
  const { company, draft, layout } = site
  forbidBacklog(site)
  for (const [p, most] of chaseStock(company))
    most.forEach((limit, t) => {
      const row = draft.row(codeOf('templateRow'), p, t, -infinity, limit)
      draft.entry(row, layout.stock[p]! + t, 1)
    })
}

/** Most stock under chase, by point that customers want from and period: what is left of the opening stock, and the targets. */
export function chaseStock(company: Company): Map<number, Float64Array> {
  const limits = new Map<number, Float64Array>()
  for (const p of new Set(company.demand.map((each) => each.point))) {
    const point = company.points[p]!
    let left = point.opening
    const most = Float64Array.from(company.periods, (_, t) => {
      left += point.arrivals[t]!
      for (const each of company.demand) if (each.point === p) left -= wanted(each, t)
      left = Math.max(0, left)
      return Math.max(left, point.min[t]!, point.safety?.[t] ?? 0)
    })
    limits.set(p, most)
  }
  return limits
}

/** Chase delivers in time: no backlog but what there was. */
function forbidBacklog({ company, draft, layout }: Site): void {
  company.demand.forEach((demand, d) => {
    if (layout.backlog[d]! < 0) return
    for (let t = 0; t < company.periods.length; t++) {
      const row = draft.row(codeOf('templateRow'), demand.point, t, -infinity, demand.openingBacklog)
      draft.entry(row, layout.backlog[d]! + t, 1)
    }
  })
}

/** After the first period, hires and releases happen in at most `most` periods. */
function addFewWorkerChanges({ company, draft, layout }: Site, most: number): void {
  company.capacities.forEach((each, c) => {
    if (!each.pool) return
    const largest = Math.max(each.pool.opening, 1) * 100
    const changes = company.periods.map((_, t) => {
      if (t === 0) return -1
      const change = most === 0 ? -1 : yes(c, t)
      for (const column of [layout.hires[c]! + t, layout.releases[c]! + t]) {
        const row = draft.row(codeOf('templateRow'), c, t, -infinity, 0)
        draft.entry(row, column, 1)
        if (change >= 0) draft.entry(row, change, -largest)
      }
      return change
    })
    limit(changes.slice(1), c)
  })

  function yes(ref: number, t: number): number {
    const column = draft.column(codeOf('adjust'), ref, t, 0, 0, 1)
    draft.integral(column)
    return column
  }

  function limit(changes: number[], ref: number): void {
    if (most === 0) return
    const row = draft.row(codeOf('templateRow'), ref, 0, -infinity, most)
    for (const column of changes) draft.entry(row, column, 1)
  }
}

/** After the first period, the production rate of each item that customers want changes in at most `most` periods. */
function addFewRateChanges({ company, draft, layout }: Site, most: number): void {
  for (const p of new Set(company.demand.map((each) => each.point))) {
    const made = company.sources.flatMap((each, s) => (each.kind === 'make' && each.point === p ? [s] : []))
    if (made.length === 0) continue
    let largest = 1
    for (const each of company.demand) if (each.point === p) for (const quantity of each.quantity) largest += quantity
    const limit = most === 0 ? -1 : draft.row(codeOf('templateRow'), p, 0, -infinity, most)
    for (let t = 1; t < company.periods.length; t++) {
      const change = most === 0 ? -1 : draft.column(codeOf('adjust'), p, t, 0, 0, 1)
      if (change >= 0) {
        draft.integral(change)
        draft.entry(limit, change, 1)
      }
      for (const sign of [1, -1]) {
        const row = draft.row(codeOf('templateRow'), p, t, -infinity, 0)
        for (const s of made) {
          draft.entry(row, layout.start[s]! + t, sign)
          draft.entry(row, layout.start[s]! + t - 1, -sign)
        }
        if (change >= 0) draft.entry(row, change, -largest)
      }
    }
  }
}
