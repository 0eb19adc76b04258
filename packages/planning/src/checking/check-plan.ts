import type { Plan } from '../model/plan.ts'
import type { PlanModel } from '../model/plan-model.ts'
import { checkCapacity } from './check-capacity.ts'
import { checkDemand } from './check-demand.ts'
import { checkMoney } from './check-money.ts'
import { checkRules } from './check-rules.ts'
import { checkSequences } from './check-sequences.ts'
import { checkSources } from './check-sources.ts'
import { checkStock } from './check-stock.ts'
import type { Fault, Hold } from './fault.ts'
import { type Ledger, ledgerOf } from './ledger.ts'
import { checkRates } from './rate-changes.ts'

/** What the checker found. */
export interface CheckReport {
  readonly violations: readonly Fault[]
  /** How many equations and limits were recomputed. */
  readonly checked: number
}

/**
 * Recomputes a plan from the model alone: every balance, limit, fence, shelf life and line of money.
 * Shares no code with what builds and solves; a difference above 1e-6 (relative to the size of the figures) is a fault.
 */
export function checkPlan(model: PlanModel, plan: Plan): CheckReport {
  const violations: Fault[] = []
  let checked = 0
  const ledger = ledgerOf(model, plan)
  const hold: Hold = (holds, size, fault) => {
    checked++
    const amount = holds()
    if (amount <= 1e-6 * Math.max(1, Math.abs(size) * 1e-2)) return
    const { kind, where, says } = fault()
    violations.push({ kind, where, amount, says: `${where}: ${says} (off by ${shown(amount)})` })
  }
  const parts = [
    checkSources,
    checkSequences,
    checkStock,
    checkDemand,
    checkCapacity,
    checkRates,
    checkRules,
    checkMoney,
  ]
  if (missing(ledger, violations)) return { violations, checked }
  for (const part of parts) part(ledger, hold)
  return { violations, checked }
}

/** Finds what the plan leaves out: it must speak of every source, stock, demand and resource, with one finite number per period. */
function missing({ plan, periods, gaps }: Ledger, violations: Fault[]): boolean {
  const lines = [
    ...plan.production,
    ...plan.subcontract,
    ...plan.purchases,
    ...plan.shipments,
    ...plan.stock,
    ...plan.demand,
    ...plan.resources,
    ...plan.workforce,
  ]
  for (const where of gaps)
    violations.push({ kind: 'shape', where, amount: 1, says: `${where}: is missing from the plan` })
  for (const line of lines)
    for (const [name, values] of Object.entries(line)) {
      if (!Array.isArray(values) || ['available', 'sequence', 'replaced'].includes(name)) continue
      if (values.length === periods.length && values.every((each) => Number.isFinite(each))) continue
      const where = `${Object.values(line)[0]} ${name}`
      violations.push({ kind: 'shape', where, amount: 1, says: `${where}: needs ${periods.length} finite numbers` })
    }
  return violations.length > 0
}

function shown(amount: number): string {
  return Number.isNaN(amount) ? 'not a number' : amount.toPrecision(4)
}
