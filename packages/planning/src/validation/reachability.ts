import { idOf, siteNames } from '../model/naming.ts'
import type { ComponentRow, PerPeriod, PlanModel, RecipeChangeRow, RecipeRow } from '../model/plan-model.ts'
import type { ProblemList } from './problem.ts'

/** Finds recipe cycles and demand for items that nobody can make, buy, ship or take from stock. */
export function checkReachability(model: PlanModel, list: ProblemList): undefined {
  const main = siteNames(model)[0]!
  const made = [...(model.recipes ?? []), ...(model.subcontract ?? [])]
  checkCycles(model, list)
  const supplied = new Set<string>()
  const key = (item: string, site: string | undefined) => `${item}\u0000${site ?? main}`
  for (const row of model.stock ?? []) if ((row.opening ?? 0) > 0) supplied.add(key(row.item, row.site))
  for (const row of model.arrivals ?? []) if (anyAbove(row.quantity)) supplied.add(key(row.item, row.site))
  for (const row of model.purchases ?? []) supplied.add(key(row.item, row.site))
  for (let grown = true; grown; ) {
    grown = false
    for (const row of made) {
      const brings = [row, ...(('byProducts' in row ? (row as RecipeRow).byProducts : undefined) ?? [])]
      if (brings.every((each) => supplied.has(key(each.item, row.site)))) continue
      const has = (each: { item: string }) => supplied.has(key(each.item, row.site))
      if ((row.components ?? []).some((each) => !has(each) && !each.or?.some(has))) continue
      for (const each of brings) supplied.add(key(each.item, row.site))
      grown = true
    }
    for (const lane of model.lanes ?? [])
      for (const item of lane.items ?? model.items.map(idOf))
        if (supplied.has(key(item, lane.from)) && !supplied.has(key(item, lane.to))) {
          supplied.add(key(item, lane.to))
          grown = true
        }
  }
  model.demand?.forEach((row, i) => {
    if (supplied.has(key(row.item, row.site)) || !anyAbove(row.quantity)) return
    const why = whyNot(row.item, row.site)
    if (row.lost ?? row.lostSaleCost !== undefined)
      list.warning(
        `demand[${i}]`,
        row.item,
        `nobody can make or buy ${row.item}${why}; all of it will be lost`,
        'add a recipe, purchase, subcontract or lane',
      )
    else
      list.error(
        `demand[${i}]`,
        row.item,
        `nobody can make or buy ${row.item}${why}`,
        'add a recipe, purchase, subcontract, lane or opening stock',
      )
  })

  function whyNot(item: string, site: string | undefined): string {
    const recipe = made.find((row) => row.item === item && (row.site ?? main) === (site ?? main))
    const lacking = recipe?.components?.find((each) => !supplied.has(key(each.item, site)))
    return lacking ? `: its component ${lacking.item} has no source` : ''
  }
}

function checkCycles(model: PlanModel, list: ProblemList): undefined {
  const uses = new Map<string, readonly { components: readonly ComponentRow[]; path: string }[]>()
  for (const name of ['recipes', 'subcontract'] as const)
    model[name]?.forEach((row, i) => {
      const later = ((row.changes ?? []) as readonly RecipeChangeRow[]).flatMap((each) => each.components ?? [])
      const components = [...(row.components ?? []), ...later]
      if (components.length === 0) return
      uses.set(row.item, [...(uses.get(row.item) ?? []), { components, path: `${name}[${i}]` }])
    })
  const state = new Map<string, 'open' | 'done'>()
  for (const item of uses.keys()) visit(item, [])

  function visit(item: string, way: readonly string[]): undefined {
    if (state.get(item) === 'done') return
    state.set(item, 'open')
    for (const { components, path } of uses.get(item) ?? [])
      for (const { item: part } of components.flatMap((each) => [each, ...(each.or ?? [])])) {
        if (state.get(part) !== 'open') {
          visit(part, [...way, item])
          continue
        }
        const circle = [...way, item].slice([...way, item].indexOf(part))
        list.error(
          `${path}.components`,
          part,
          `makes a circle: ${[...circle, part].join(' needs ')}`,
          'take one of the components out',
        )
      }
    state.set(item, 'done')
  }
}

function anyAbove(values: PerPeriod): boolean {
  return typeof values === 'number' ? values > 0 : values.some((each) => (each ?? 0) > 0)
}
