import { idOf, periodDays, periodNames, purchaseId, recipeId, subcontractId } from '../model/naming.ts'
import type { Limit, PlanModel } from '../model/plan-model.ts'
import type { ProblemList } from './problem.ts'

/** Input that has the right form and still cannot be meant: no capacity, parts of whole workers, lead times and plans left out. */
export function checkSense(model: PlanModel, list: ProblemList): undefined {
  const used = new Set([...(model.recipes ?? [])].flatMap((row) => Object.keys(row.hours ?? {})))
  model.resources?.forEach((row, i) => {
    if (row.capacity === undefined || some(row.capacity, (each) => each > 0) || row.shifts || row.overtime) return
    const says = used.has(row.id)
      ? 'is zero in every period, so nothing that needs it can be made'
      : 'is zero in every period'
    list.warning(`resources[${i}].capacity`, 0, says, 'give hours per period, or leave capacity out for no limit')
  })
  model.workforce?.forEach((row, i) => {
    if (row.integer && row.attrition !== undefined && some(row.attrition, (each) => each > 0))
      list.error(
        `workforce[${i}].attrition`,
        row.attrition,
        'takes away parts of workers, while integer asks for whole ones',
        'leave integer out, or leave attrition out and lower max by those who go',
      )
  })
  for (const name of ['purchases', 'lanes'] as const)
    model[name]?.forEach((row, i) => {
      if (row.leadTime === undefined && row.leadDays === undefined)
        list.warning(
          `${name}[${i}].leadTime`,
          undefined,
          'is missing and taken as 0',
          'write leadTime: 0 if it arrives in the same period',
        )
    })
  model.recipes?.forEach((row, i) => {
    if (row.components?.length && row.leadTime === undefined && row.leadDays === undefined)
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
  checkDays(model, list)
  checkHorizon(model, list)
  sameNames(model, list)
  if (model.items.length === 0) list.error('items', model.items, 'is empty', `give at least one item`)
}

/** A lead time in days needs the days of all periods, and stands alone. */
function checkDays({ periods, ...model }: PlanModel, list: ProblemList): undefined {
  const hasDays =
    typeof periods !== 'number' && periods.every((each) => typeof each !== 'string' && (each.days ?? 0) > 0)
  for (const name of ['recipes', 'subcontract', 'purchases', 'lanes'] as const)
    model[name]?.forEach((row, i) => {
      const all = [row, ...(row.changes ?? [])]
      const given = all.find((each) => each.leadDays !== undefined)
      if (!given) return
      const path = `${name}[${i}].leadDays`
      if (all.some((each) => each.leadTime !== undefined))
        list.error(path, given.leadDays, 'stands beside a leadTime', 'give one of the two')
      if (!hasDays)
        list.error(
          path,
          given.leadDays,
          'needs the days of every period',
          'write periods: [{ "id": "Jan", "days": 31 }, …]',
        )
    })
}

/** Lead times so long that nothing that is started arrives within the horizon. */
function checkHorizon(model: PlanModel, list: ProblemList): undefined {
  const length = periodNames(model.periods).length
  const days = periodDays(model.periods).reduce((sum, each) => sum + each, 0)
  const wayOut = 'use more periods, or leave it out'
  for (const name of ['recipes', 'subcontract', 'purchases', 'lanes'] as const)
    model[name]?.forEach((row, i) => {
      const reaches = row.leadDays ? row.leadDays >= days : (row.leadTime ?? 0) >= length
      if (!reaches) return
      const says = `reaches beyond the ${length} periods: whatever is started arrives after the last one`
      const field = row.leadDays ? 'leadDays' : 'leadTime'
      list.warning(`${name}[${i}].${field}`, row[field], says, wayOut)
    })
  model.workforce?.forEach((row, i) => {
    if ((row.hireLeadTime ?? 0) < length) return
    const says = `reaches beyond the ${length} periods: nobody who is hired begins to work in them`
    list.warning(`workforce[${i}].hireLeadTime`, row.hireLeadTime, says, wayOut)
  })
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

/** Whether a value of the series passes a test; one that is no limit does. */
export function some(values: Limit, test: (value: number) => boolean): boolean {
  if (values === null) return true
  return typeof values === 'number' ? test(values) : values.some((each) => each === null || test(each))
}
