import type { Edit, PlanModel } from '@drumbeat/planning'
import type { TriedEdit } from './contract.ts'

/** A change in planners' words as the solver takes it, or why it cannot. Demand of all sites together keeps its mix. */
export function solverEdits(edit: TriedEdit, model: PlanModel): Edit[] | string {
  if (edit.kind === 'all demand') return [{ kind: 'allDemand', factor: edit.factor }]
  if (edit.kind === 'capacity') {
    const known = (model.resources ?? []).some(({ id }) => id === edit.resource)
    const { resource, hours, period } = edit
    return known
      ? [{ kind: 'capacity', resource, hours, ...(period !== undefined && { period }) }]
      : `The plan has no resource called "${resource}".`
  }
  const unknown = unknownSite(edit, model)
  return unknown ?? (edit.kind === 'demand' ? demandEdits(edit, model) : lockEdits(edit, model))
}

type Of<Kind extends TriedEdit['kind']> = Extract<TriedEdit, { kind: Kind }>

function unknownSite({ site }: { site?: string | undefined }, { sites = [] }: PlanModel): string | null {
  const names = sites.map((each) => (typeof each === 'string' ? each : each.id))
  if (site === undefined || names.includes(site)) return null
  return names.length > 0
    ? `The plan has no site called "${site}"; it has ${names.join(', ')}.`
    : `The plan has no site called "${site}": it plans all stock as one.`
}

function demandEdits({ item, site, period, quantity }: Of<'demand'>, { demand = [] }: PlanModel): Edit[] | string {
  const rows = demand.flatMap((row, at) => (isOf(row, { item, site }) ? [{ at, units: unitsIn(row, period) }] : []))
  const where = site === undefined ? '' : ` at ${site}`
  if (rows.length === 0) return `The plan has no demand for "${item}"${where}.`
  const total = rows.reduce((sum, { units }) => sum + units, 0)
  return rows.map(({ at, units }) => ({
    ...{ kind: 'demand', row: at, period },
    quantity: quantity * (total > 0 ? units / total : 1 / rows.length),
  }))
}

function lockEdits({ measure, item, site, period, quantity }: Of<'lock'>, model: PlanModel): Edit[] | string {
  const rows = measure === 'made' ? (model.recipes ?? []) : (model.purchases ?? [])
  const own = rows.filter((row) => isOf(row, { item, site }))
  if (own.length > 1 && site === undefined)
    return `"${item}" is ${measure} at several sites: name one of ${own.map((row) => row.site).join(', ')}.`
  const source = own[0]?.id
  return source
    ? [{ kind: 'lock', source, period, quantity }]
    : `"${item}" is not ${measure}${site === undefined ? '' : ` at ${site}`} in this plan.`
}

function isOf(row: { item: string; site?: string }, { item, site }: { item: string; site: string | undefined }) {
  return row.item === item && (site === undefined || row.site === site)
}

function unitsIn({ quantity }: NonNullable<PlanModel['demand']>[number], period: number): number {
  return (typeof quantity === 'number' ? quantity : quantity[period - 1]) ?? 0
}
