import { idOf, purchaseId, recipeId, subcontractId } from '../model/naming.ts'
import type { PerPeriod, PlanModel, StockRow } from '../model/plan-model.ts'
import type { ProblemList } from './problem.ts'

type EndTarget = NonNullable<StockRow['endStock']>

/** Input that has the right form and still cannot be meant: no capacity, limits that cross, backlog without an end. */
export function checkSense(model: PlanModel, list: ProblemList): undefined {
  const used = new Set([...(model.recipes ?? [])].flatMap((row) => Object.keys(row.hours ?? {})))
  model.resources?.forEach((row, i) => {
    if (row.capacity === undefined || some(row.capacity, (each) => each > 0) || row.shifts || row.overtime) return
    const says = used.has(row.id)
      ? 'is zero in every period, so nothing that needs it can be made'
      : 'is zero in every period'
    list.warning(`resources[${i}].capacity`, 0, says, 'give hours per period, or leave capacity out for no limit')
  })
  for (const name of ['recipes', 'subcontract', 'purchases'] as const)
    model[name]?.forEach((row, i) => {
      crossed(`${name}[${i}]`, row.min, row.max)
      if (row.lot?.min !== undefined && row.lot.max !== undefined && row.lot.min > row.lot.max)
        list.error(
          `${name}[${i}].lot`,
          row.lot.min,
          `min ${row.lot.min} is above max ${row.lot.max}`,
          'correct one of them',
        )
    })
  model.stock?.forEach((row, i) => {
    crossed(`stock[${i}]`, row.min, row.max)
    if (row.endStock !== undefined) ended(`stock[${i}].endStock`, row.endStock, row)
  })
  model.workforce?.forEach((row, i) => {
    crossed(`workforce[${i}]`, row.min, row.max)
  })
  model.workforce?.forEach((row, i) => {
    if (row.endWorkers !== undefined) ended(`workforce[${i}].endWorkers`, { exactly: row.endWorkers }, row)
    if (row.integer && row.attrition !== undefined && some(row.attrition, (each) => each > 0))
      list.error(
        `workforce[${i}].attrition`,
        row.attrition,
        'takes away parts of workers, while integer asks for whole ones',
        'leave integer out, or leave attrition out and lower max by those who go',
      )
  })
  model.demand?.forEach((row, i) => {
    const late = row.backlog ?? row.backlogCost !== undefined
    if (late && row.endBacklog === undefined)
      list.warning(
        `demand[${i}].endBacklog`,
        undefined,
        'is absent: backlog may stay undelivered after the last period',
        'write endBacklog: 0 if everything must be delivered',
      )
    free(`demand[${i}].backlog`, late && row.endBacklog === undefined, row.backlogCost, 'backlogCost')
    free(`demand[${i}].lost`, row.lost === true, row.lostSaleCost, 'lostSaleCost')
    if (!late && ((row.openingBacklog ?? 0) > 0 || (row.endBacklog ?? 0) > 0))
      list.warning(
        `demand[${i}].backlog`,
        row.backlog,
        'backlog is not allowed, so the opening backlog must be delivered in the first period',
        'write backlog: true or a backlogCost',
      )
  })
  for (const name of ['purchases', 'lanes'] as const)
    model[name]?.forEach((row, i) => {
      if (row.leadTime === undefined)
        list.warning(
          `${name}[${i}].leadTime`,
          undefined,
          'is missing and taken as 0',
          'write leadTime: 0 if it arrives in the same period',
        )
    })
  model.recipes?.forEach((row, i) => {
    if (row.components?.length && row.leadTime === undefined)
      list.warning(
        `recipes[${i}].leadTime`,
        undefined,
        'is missing and taken as 0',
        'write leadTime: 0 if it is ready in the same period',
      )
  })
  const fenced = (model.fences?.frozen ?? 0) + (model.fences?.slushy ?? 0) > 0 || model.fences?.changeCost !== undefined
  if (fenced && !model.previous?.length)
    list.error('fences', undefined, 'need the previous plan', 'add previous: [{ "source": "…", "quantity": […] }]')
  sameNames(model, list)
  if (model.items.length === 0) list.error('items', model.items, 'is empty', `give at least one item`)

  /** Where nothing is paid for what is not delivered, the cheapest plan delivers nothing. */
  function free(path: string, allowed: boolean, cost: PerPeriod | undefined, name: string): undefined {
    const paid = cost !== undefined && some(cost, (each) => each > 0)
    if (!allowed || paid || model.objective === 'margin' || model.objectives?.includes('service')) return
    list.warning(
      path,
      true,
      'costs nothing, and revenue does not count where cost is the objective: the cheapest plan delivers nothing of it',
      `write ${name}, or objective: "margin" with a price`,
    )
  }

  /** A target for the end against the limits of the last period. */
  function ended(path: string, target: EndTarget, { min, max }: { min?: PerPeriod; max?: PerPeriod }): undefined {
    const { atLeast, atMost, exactly } = typeof target === 'number' ? { atLeast: target } : target
    const [low, high] = [exactly ?? atLeast ?? 0, exactly ?? atMost ?? Number.POSITIVE_INFINITY]
    const [least, most] = [last(min) ?? 0, last(max) ?? Number.POSITIVE_INFINITY]
    const value = exactly ?? atLeast ?? atMost
    if (low > high) return list.error(path, value, `at least ${low} is above at most ${high}`, 'correct one of them')
    if (low <= most && high >= least) return
    const limits = `min ${least} and max ${Number.isFinite(most) ? most : '(none)'}`
    list.error(path, value, `is not between ${limits} of the last period`, 'correct one of them')
  }

  function crossed(path: string, min: PerPeriod | undefined, max: PerPeriod | undefined): undefined {
    if (min === undefined || max === undefined) return
    const count = Math.max(lengthOf(min), lengthOf(max))
    for (let t = 0; t < count; t++) {
      const low = at(min, t) ?? 0
      const high = at(max, t) ?? Number.POSITIVE_INFINITY
      if (low <= high) continue
      return list.error(
        `${path}.min`,
        low,
        `is above max ${high}${count > 1 ? ` in period ${t + 1}` : ''}`,
        'correct one of them',
      )
    }
  }
}

/** One id must not mean both a recipe and a purchase: fences and plans name sources by id. */
function sameNames(model: PlanModel, list: ProblemList): undefined {
  const seen = new Set(model.recipes?.map(recipeId))
  const others = [...(model.subcontract ?? []).map(subcontractId), ...(model.purchases ?? []).map(purchaseId)]
  for (const id of others) {
    if (seen.has(id))
      list.error('sources', id, 'names both a recipe, a subcontract or a purchase', 'give each its own id')
    seen.add(id)
  }
  const sites = new Set(model.sites?.map(idOf))
  if (sites.has('')) list.error('sites', '', 'has no name', 'name it')
}

function some(values: PerPeriod, test: (value: number) => boolean): boolean {
  return typeof values === 'number' ? test(values) : values.some((each) => each === null || test(each))
}

function last(values: PerPeriod | undefined): number | null | undefined {
  return typeof values === 'object' ? values.at(-1) : values
}

function lengthOf(values: PerPeriod): number {
  return typeof values === 'number' ? 1 : values.length
}

function at(values: PerPeriod, t: number): number | null {
  return typeof values === 'number' ? values : (values[t] ?? null)
}
