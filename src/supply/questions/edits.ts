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

function lockEdits(edit: Of<'lock'>, model: PlanModel): Edit[] | string {
  const { measure, item, site, supplier } = edit
  const rows = measure === 'made' ? (model.recipes ?? []) : (model.purchases ?? [])
  const all = rows.filter((row) => isOf(row, { item, site }))
  const where = site === undefined ? '' : ` at ${site}`
  if (all.length === 0) return `"${item}" is not ${measure}${where} in this plan.`
  const sites = [...new Set(all.map((row) => row.site))]
  if (sites.length > 1) return `"${item}" is ${measure} at several sites: name one of ${sites.join(', ')}.`
  const own = supplier === undefined ? all : all.filter((row) => 'supplier' in row && row.supplier === supplier)
  if (own.length > 0) return locksOf(own, edit, model)
  const names = all.flatMap((row) => ('supplier' in row && row.supplier ? [row.supplier] : []))
  const choice = names.length > 0 ? `; it may come from ${names.join(', ')}` : ''
  return `"${item}" is not ${measure} from "${supplier}"${where} in this plan${choice}.`
}

/** Of several suppliers each gets its least part, and the cheapest the rest, up to its most part. */
function locksOf(
  rows: readonly { id?: string }[],
  { period, quantity }: Of<'lock'>,
  { shares = [] }: PlanModel,
): Edit[] {
  const parts = rows.map(({ id }) => {
    const rule = rows.length > 1 ? shares.find(({ sources }) => sources.includes(id!)) : undefined
    return { source: id!, share: rule?.least ?? 0, most: rule?.most ?? 1 }
  })
  let rest = 1 - parts.reduce((sum, { share }) => sum + share, 0)
  return parts.map(({ source, share, most }) => {
    const more = Math.min(rest, most - share)
    rest -= more
    return { kind: 'lock', source, period, quantity: quantity === null ? null : quantity * (share + more) }
  })
}

function isOf(row: { item: string; site?: string }, { item, site }: { item: string; site: string | undefined }) {
  return row.item === item && (site === undefined || row.site === site)
}

function unitsIn({ quantity }: NonNullable<PlanModel['demand']>[number], period: number): number {
  return (typeof quantity === 'number' ? quantity : quantity[period - 1]) ?? 0
}
