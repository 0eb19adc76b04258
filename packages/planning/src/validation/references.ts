import { idOf, laneId, periodNames, purchaseId, recipeId, siteNames, subcontractId } from '../model/naming.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { nearestName } from './nearest-name.ts'
import type { ProblemList } from './problem.ts'

type Sited = { readonly item: string; readonly site?: string }

/** Every name must be known and stand once; a site must be said where there are several. */
export function checkReferences(model: PlanModel, list: ProblemList): undefined {
  const items = new Set(model.items.map(idOf))
  const sites = new Set(siteNames(model))
  // A count beyond what the shape allows was told already and must not be spelled out.
  const periods = typeof model.periods === 'number' && !(model.periods <= 2000) ? ['P1'] : periodNames(model.periods)
  const capacities = new Set([...(model.resources ?? []), ...(model.workforce ?? [])].map((each) => each.id))
  if (periods.length === 0) list.error('periods', model.periods, 'is empty', 'give at least one period')
  unique('items', model.items.map(idOf))
  unique('periods', periods)
  unique('sites', model.sites?.map(idOf) ?? [])
  unique(
    'resources and workforce',
    [...(model.resources ?? []), ...(model.workforce ?? [])].map((each) => each.id),
  )
  uniqueRows('recipes', model.recipes?.map(recipeId))
  uniqueRows('subcontract', model.subcontract?.map(subcontractId))
  uniqueRows('purchases', model.purchases?.map(purchaseId))
  uniqueRows('lanes', model.lanes?.map(laneId))
  uniqueRows(
    'stock',
    model.stock?.map((row) => placed(row)),
  )
  uniqueRows(
    'demand',
    model.demand?.map((row) => `${placed(row)}, class ${row.class ?? 'all'}`),
  )
  for (const name of ['stock', 'arrivals', 'demand', 'recipes', 'subcontract', 'purchases'] as const)
    model[name]?.forEach((row: Sited, i: number) => {
      sited(`${name}[${i}]`, row)
    })
  for (const name of ['recipes', 'subcontract'] as const)
    model[name]?.forEach((row, i) => {
      row.components?.forEach((each, j) => {
        known(`${name}[${i}].components[${j}].item`, each.item, items, 'item')
      })
    })
  model.recipes?.forEach((row, i) => {
    for (const id of Object.keys(row.hours ?? {}))
      known(`recipes[${i}].hours.${id}`, id, capacities, 'resource or pool')
  })
  for (const name of ['recipes', 'subcontract'] as const)
    model[name]?.forEach((row, i) => {
      for (const id of Object.keys(row.setup?.hours ?? {}))
        known(`${name}[${i}].setup.hours.${id}`, id, capacities, 'resource or pool')
    })
  model.resources?.forEach((row, i) => {
    if (row.site !== undefined) known(`resources[${i}].site`, row.site, sites, 'site')
  })
  model.lanes?.forEach((row, i) => {
    known(`lanes[${i}].from`, row.from, sites, 'site')
    known(`lanes[${i}].to`, row.to, sites, 'site')
    row.items?.forEach((item, j) => {
      known(`lanes[${i}].items[${j}]`, item, items, 'item')
    })
    if (row.from === row.to)
      list.error(`lanes[${i}]`, row.from, 'leads back to its own site', 'name two different sites')
  })
  const sources = new Set([
    ...(model.recipes?.map(recipeId) ?? []),
    ...(model.subcontract?.map(subcontractId) ?? []),
    ...(model.purchases?.map(purchaseId) ?? []),
  ])
  model.previous?.forEach((row, i) => {
    known(`previous[${i}].source`, row.source, sources, 'recipe, subcontract or purchase')
  })
  const recipes = new Set(model.recipes?.map(recipeId))
  model.rates?.forEach((row, i) => {
    row.recipes?.forEach((id, j) => {
      known(`rates[${i}].recipes[${j}]`, id, recipes, 'recipe')
    })
    row.items?.forEach((item, j) => {
      known(`rates[${i}].items[${j}]`, item, items, 'item')
    })
  })
  model.promotions?.forEach((row, i) => {
    known(`promotions[${i}].item`, row.item, items, 'item')
    const fine = typeof row.period === 'number' ? row.period <= periods.length : periods.includes(row.period)
    if (!fine) list.error(`promotions[${i}].period`, row.period, 'is not a period', `choose one of ${some(periods)}`)
  })
  model.budgets?.forEach((row, i) => {
    if (row.site !== undefined) known(`budgets[${i}].site`, row.site, sites, 'site')
  })

  function sited(path: string, row: Sited): undefined {
    known(`${path}.item`, row.item, items, 'item')
    if (row.site !== undefined) known(`${path}.site`, row.site, sites, 'site')
    else if (sites.size > 1) list.error(`${path}.site`, undefined, 'is missing', `say which site: ${some([...sites])}`)
  }

  function known(path: string, name: string, names: Set<string>, noun: string): undefined {
    if (names.has(name)) return
    const near = nearestName(name, names)
    list.error(
      path,
      name,
      `is not a known ${noun}`,
      near
        ? `did you mean ${near}?`
        : names.size > 0
          ? `add it, or choose one of ${some([...names])}`
          : 'add it: there is none yet',
    )
  }

  function uniqueRows(path: string, names: readonly string[] | undefined): undefined {
    const seen = new Map<string, number>()
    names?.forEach((name, i) => {
      const before = seen.get(name)
      if (before === undefined) seen.set(name, i)
      else
        list.error(
          `${path}[${i}]`,
          name,
          `is the same as ${path}[${before}]`,
          path === 'demand'
            ? 'give it a class of its own, or join the rows'
            : 'give it an id of its own, or join the rows',
        )
    })
  }

  function unique(path: string, names: readonly string[]): undefined {
    const seen = new Set<string>()
    for (const name of names) {
      if (seen.has(name)) list.error(path, name, 'stands twice', 'give every one its own id')
      seen.add(name)
    }
  }
}

function placed({ item, site }: { item: string; site?: string }): string {
  return site === undefined ? item : `${item} at ${site}`
}

function some(names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} … (${names.length})`
}
