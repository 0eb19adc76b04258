import type { Edit, PlanModel } from '@drumbeat/planning'
import type { TriedEdit } from './contract.ts'

/** A change in planners' words as the solver takes it, or why it cannot. */
export function solverEdit(edit: TriedEdit, model: PlanModel): Edit | string {
  if (edit.kind === 'all demand') return { kind: 'allDemand', factor: edit.factor }
  if (edit.kind === 'capacity') {
    const known = (model.resources ?? []).some(({ id }) => id === edit.resource)
    const { resource, hours, period } = edit
    return known
      ? { kind: 'capacity', resource, hours, ...(period !== undefined && { period }) }
      : `The plan has no resource called "${resource}".`
  }
  if (edit.kind === 'demand') {
    const row = (model.demand ?? []).findIndex(({ item }) => item === edit.item)
    return row < 0
      ? `The plan has no demand for "${edit.item}".`
      : { kind: 'demand', row, period: edit.period, quantity: edit.quantity }
  }
  const rows = edit.measure === 'made' ? (model.recipes ?? []) : (model.purchases ?? [])
  const source = rows.find(({ item }) => item === edit.item)?.id
  return source
    ? { kind: 'lock', source, period: edit.period, quantity: edit.quantity }
    : `"${edit.item}" is not ${edit.measure} in this plan.`
}
