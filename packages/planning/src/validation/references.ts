import {
  budgetSpan,
  idOf,
  laneId,
  periodNames,
  purchaseId,
  recipeId,
  siteNames,
  subcontractId,
} from '../model/naming.ts'
import type { PlanModel, RecipeChangeRow, RecipeRow } from '../model/plan-model.ts'
import { nearestName } from './nearest-name.ts'
import type { ProblemList } from './problem.ts'

type Sited = { readonly item: string; readonly site?: string }

/** The names that a model defines, and where problems go. */
interface Names {
  readonly model: PlanModel
  readonly list: ProblemList
  readonly items: ReadonlySet<string>
  readonly sites: ReadonlySet<string>
  readonly periods: readonly string[]
  readonly capacities: ReadonlySet<string>
}

/** Checks that every name is known and stands once; a site must be said where there are several. */
export function checkReferences(model: PlanModel, list: ProblemList): undefined {
  // A count beyond what the shape allows was told already and must not be spelled out.
  const tooMany = typeof model.periods === 'number' && !(model.periods <= 2000)
  const names: Names = {
    model,
    list,
    items: new Set(model.items.map(idOf)),
    sites: new Set(siteNames(model)),
    periods: tooMany ? ['P1'] : periodNames(model.periods),
    capacities: new Set(capacityIds(model)),
  }
  if (names.periods.length === 0) list.error('periods', model.periods, 'is empty', 'give at least one period')
  checkUnique(names)
  for (const name of ['stock', 'arrivals', 'demand', 'recipes', 'subcontract', 'purchases'] as const)
    model[name]?.forEach((row: Sited, i: number) => {
      checkSited(names, `${name}[${i}]`, row)
    })
  checkSources(names)
  checkLanes(names)
  checkPreviousAndRates(names)
  checkPromotions(names)
  checkBudgets(names)
}

function capacityIds(model: PlanModel): string[] {
  return [...(model.resources ?? []), ...(model.workforce ?? [])].map((each) => each.id)
}

function checkUnique({ model, list, periods }: Names): undefined {
  unique(list, 'items', model.items.map(idOf))
  unique(list, 'periods', periods)
  unique(list, 'sites', model.sites?.map(idOf) ?? [])
  unique(list, 'resources and workforce', capacityIds(model))
  uniqueRows(list, 'recipes', model.recipes?.map(recipeId))
  uniqueRows(list, 'subcontract', model.subcontract?.map(subcontractId))
  uniqueRows(list, 'purchases', model.purchases?.map(purchaseId))
  uniqueRows(list, 'lanes', model.lanes?.map(laneId))
  uniqueRows(
    list,
    'stock',
    model.stock?.map((row) => placed(row)),
  )
  uniqueRows(
    list,
    'demand',
    model.demand?.map((row) => `${placed(row)}, class ${row.class ?? 'all'}`),
  )
}

/** Components, and the resources and pools in hours and setups. */
function checkSources(names: Names): undefined {
  const { model, items, capacities } = names
  for (const name of ['recipes', 'subcontract'] as const)
    model[name]?.forEach((row, i) => {
      row.components?.forEach((each, j) => {
        known(names, `${name}[${i}].components[${j}].item`, each.item, items, 'item')
        each.or?.forEach((other, k) => {
          known(names, `${name}[${i}].components[${j}].or[${k}].item`, other.item, items, 'item')
        })
      })
    })
  checkChanges(names)
  model.recipes?.forEach((row, i) => {
    row.byProducts?.forEach((each, j) => {
      known(names, `recipes[${i}].byProducts[${j}].item`, each.item, items, 'item')
    })
    for (const id of Object.keys(row.hours ?? {}))
      known(names, `recipes[${i}].hours.${id}`, id, capacities, 'resource or pool')
  })
  for (const name of ['recipes', 'subcontract'] as const)
    model[name]?.forEach((row, i) => {
      for (const id of Object.keys(row.setup?.hours ?? {}))
        known(names, `${name}[${i}].setup.hours.${id}`, id, capacities, 'resource or pool')
    })
  checkChangeovers(names)
  model.resources?.forEach((row, i) => {
    if (row.site !== undefined) known(names, `resources[${i}].site`, row.site, names.sites, 'site')
  })
}

/** Changes begin in periods of the plan and name known resources and components. */
function checkChanges(names: Names): undefined {
  const { model, list, periods } = names
  for (const name of ['recipes', 'subcontract', 'purchases', 'lanes'] as const)
    model[name]?.forEach((row, i) => {
      row.changes?.forEach((change: RecipeChangeRow, j) => {
        const path = `${name}[${i}].changes[${j}]`
        const { from } = change
        const isPeriod = typeof from === 'number' ? from <= periods.length : periods.includes(from)
        if (!isPeriod) list.error(`${path}.from`, from, 'is not a period', `choose one of ${some(periods)}`)
        for (const id of Object.keys(change.hours ?? {}))
          known(names, `${path}.hours.${id}`, id, names.capacities, 'resource or pool')
        change.components?.forEach((each, k) => {
          known(names, `${path}.components[${k}].item`, each.item, names.items, 'item')
        })
        const choice = [...((row as RecipeRow).components ?? []), ...(change.components ?? [])].find((each) => each.or)
        if (change.components && choice)
          list.error(
            `${path}.components`,
            choice.item,
            'has substitutes in a recipe whose components change',
            'write two recipes',
          )
      })
    })
}

/** Changeovers name recipes of their resource; a recipe is on one such resource only, and has no least lot there. */
function checkChangeovers({ model, list }: Names): undefined {
  const kept = new Map<string, string>()
  model.resources?.forEach((row, i) => {
    const users = (model.recipes ?? []).filter(
      (each) => (each.hours?.[row.id] ?? 0) > 0 || (each.setup?.hours?.[row.id] ?? 0) > 0,
    )
    const ids = new Set(users.map(recipeId))
    const isMade = (path: string, id: string | undefined) => {
      if (id !== undefined && !ids.has(id))
        list.error(path, id, `is no recipe with hours on ${row.id}`, `choose one of ${some([...ids])}`)
    }
    row.changeovers?.forEach((each, j) => {
      isMade(`resources[${i}].changeovers[${j}].from`, each.from)
      isMade(`resources[${i}].changeovers[${j}].to`, each.to)
    })
    isMade(`resources[${i}].setUp`, row.setUp)
    if (!row.changeovers && !(row.carryOver === true && users.length > 1)) return
    for (const each of users) {
      const other = kept.get(recipeId(each))
      const path = `resources[${i}]`
      if (other !== undefined)
        list.error(path, recipeId(each), `stays set up on ${row.id} and on ${other}`, 'keep setups on one of them')
      if (each.lot?.min)
        list.error(
          path,
          recipeId(each),
          'has a least lot where setups stay',
          'leave lot.min out, or carryOver and changeovers',
        )
      kept.set(recipeId(each), row.id)
    }
  })
}

function checkLanes(names: Names): undefined {
  const { model, list, items, sites } = names
  model.lanes?.forEach((row, i) => {
    known(names, `lanes[${i}].from`, row.from, sites, 'site')
    known(names, `lanes[${i}].to`, row.to, sites, 'site')
    row.items?.forEach((item, j) => {
      known(names, `lanes[${i}].items[${j}]`, item, items, 'item')
    })
    if (
      row.fixedCost !== undefined &&
      typeof row.capacity !== 'number' &&
      !row.capacity?.every((each) => each !== null)
    )
      list.error(
        `lanes[${i}].capacity`,
        row.capacity,
        'is needed with fixedCost',
        'give the most units that can be sent in a period',
      )
    if (row.from === row.to)
      list.error(`lanes[${i}]`, row.from, 'leads back to its own site', 'name two different sites')
  })
}

function checkPreviousAndRates(names: Names): undefined {
  const { model, items } = names
  const recipes = new Set(model.recipes?.map(recipeId))
  const sources = new Set([
    ...recipes,
    ...(model.subcontract?.map(subcontractId) ?? []),
    ...(model.purchases?.map(purchaseId) ?? []),
  ])
  model.previous?.forEach((row, i) => {
    known(names, `previous[${i}].source`, row.source, sources, 'recipe, subcontract or purchase')
  })
  checkShares(names, sources)
  model.rates?.forEach((row, i) => {
    row.recipes?.forEach((id, j) => {
      known(names, `rates[${i}].recipes[${j}]`, id, recipes, 'recipe')
    })
    row.items?.forEach((item, j) => {
      known(names, `rates[${i}].items[${j}]`, item, items, 'item')
    })
  })
}

/** Shares name sources of their own item, and cannot ask for more than all. */
function checkShares(names: Names, sources: ReadonlySet<string>): undefined {
  const { model, list } = names
  const itemOf = new Map<string, string>()
  for (const row of model.recipes ?? []) itemOf.set(recipeId(row), row.item)
  for (const row of model.subcontract ?? []) itemOf.set(subcontractId(row), row.item)
  for (const row of model.purchases ?? []) itemOf.set(purchaseId(row), row.item)
  model.shares?.forEach((row, i) => {
    const path = `shares[${i}]`
    checkSited(names, path, row)
    row.sources.forEach((id, j) => {
      known(names, `${path}.sources[${j}]`, id, sources, 'recipe, subcontract or purchase')
      const other = itemOf.get(id)
      if (other !== undefined && other !== row.item)
        list.error(`${path}.sources[${j}]`, id, `brings ${other}, not ${row.item}`, `name sources of ${row.item}`)
    })
    if (row.least === undefined && row.most === undefined)
      list.error(path, undefined, 'says neither least nor most', 'give a share from 0 to 1')
    if (row.least !== undefined && row.most !== undefined && row.least > row.most)
      list.error(`${path}.least`, row.least, `is more than most (${row.most})`, 'give least at most as much as most')
  })
}

function checkPromotions(names: Names): undefined {
  const { model, list, periods } = names
  model.promotions?.forEach((row, i) => {
    known(names, `promotions[${i}].item`, row.item, names.items, 'item')
    const fine = typeof row.period === 'number' ? row.period <= periods.length : periods.includes(row.period)
    if (!fine) list.error(`promotions[${i}].period`, row.period, 'is not a period', `choose one of ${some(periods)}`)
  })
}

function checkSited(names: Names, path: string, row: Sited): undefined {
  const { list, items, sites } = names
  known(names, `${path}.item`, row.item, items, 'item')
  if (row.site !== undefined) known(names, `${path}.site`, row.site, sites, 'site')
  else if (sites.size > 1) list.error(`${path}.site`, undefined, 'is missing', `say which site: ${some([...sites])}`)
}

function known({ list }: Names, path: string, name: string, names: ReadonlySet<string>, noun: string): undefined {
  if (names.has(name)) return
  if (list.isFull(path)) return list.error(path, name, '', '')
  const near = nearestName(name, names)
  const choice = names.size > 0 ? `add it, or choose one of ${some([...names])}` : 'add it: there is none yet'
  list.error(path, name, `is not a known ${noun}`, near ? `did you mean ${near}?` : choice)
}

function uniqueRows(list: ProblemList, path: string, names: readonly string[] | undefined): undefined {
  const seen = new Map<string, number>()
  const own = path === 'demand' ? 'a class' : 'an id'
  names?.forEach((name, i) => {
    const before = seen.get(name)
    if (before === undefined) seen.set(name, i)
    else
      list.error(
        `${path}[${i}]`,
        name,
        `is the same as ${path}[${before}]`,
        `give it ${own} of its own, or join the rows`,
      )
  })
}

function unique(list: ProblemList, path: string, names: readonly string[]): undefined {
  const seen = new Set<string>()
  for (const name of names) {
    if (seen.has(name)) list.error(path, name, 'stands twice', 'give every one its own id')
    seen.add(name)
  }
}

function placed({ item, site }: { item: string; site?: string }): string {
  return site === undefined ? item : `${item} at ${site}`
}

function some(names: readonly string[]): string {
  return names.length <= 6 ? names.join(', ') : `${names.slice(0, 6).join(', ')} … (${names.length})`
}

const itemLines = ['production', 'setup', 'subcontract', 'purchases', 'transport', 'holding', 'disposal'] as const

/** Budgets name what the model holds, and lines of money that their items and suppliers can have. */
function checkBudgets(names: Names): undefined {
  const { model, list, items, sites, periods } = names
  const suppliers = new Set(
    (model.purchases ?? []).flatMap(({ supplier }) => (supplier === undefined ? [] : [supplier])),
  )
  model.budgets?.forEach((row, i) => {
    const path = `budgets[${i}]`
    if (row.site !== undefined) known(names, `${path}.site`, row.site, sites, 'site')
    for (const each of row.items ?? []) known(names, `${path}.items`, each, items, 'item')
    for (const each of row.suppliers ?? []) known(names, `${path}.suppliers`, each, suppliers, 'supplier')
    for (const name of ['from', 'to'] as const) {
      const at = row[name]
      if (at !== undefined && !(typeof at === 'number' ? at <= periods.length : periods.includes(at)))
        list.error(`${path}.${name}`, at, 'is not a period', `choose one of ${some(periods)}`)
    }
    const [first, last] = budgetSpan(row, periods)
    if (first > last) list.error(`${path}.from`, row.from, 'comes after the last period', 'give a to that is later')
    if (row.kind !== 'cash')
      for (const name of ['lines', 'suppliers'] as const)
        if (row[name] !== undefined)
          list.error(
            `${path}.${name}`,
            row[name],
            `say nothing in a budget of ${row.kind}`,
            `leave ${name} out, or make it cash`,
          )
    if (row.kind === 'co2' && (row.items ?? row.site) !== undefined)
      list.error(
        path,
        row.items ?? row.site,
        'narrows a budget of co2, which holds for everything',
        'leave items and site out',
      )
    const mayBe: readonly string[] = row.suppliers ? ['purchases', 'setup'] : row.items ? itemLines : []
    const other = row.kind === 'cash' && mayBe.length > 0 ? row.lines?.find((line) => !mayBe.includes(line)) : undefined
    if (other !== undefined)
      list.error(
        `${path}.lines`,
        other,
        `is no cost of ${row.suppliers ? 'suppliers' : 'items'}`,
        `choose among ${mayBe.join(', ')}`,
      )
  })
}
