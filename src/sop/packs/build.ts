import { consensusOf } from '../consensus/cells.ts'
import { monthsOf } from '../cycle/state.ts'
import type { Pack, PackKind } from './contract.ts'
import { demandParts } from './demand-pack.ts'
import { executiveParts } from './executive-pack.ts'
import type { Material } from './material.ts'
import { revenueOf } from './sums.ts'
import { supplyParts } from './supply-pack.ts'
import { moneyText, percentText } from './wording.ts'

type Given = Omit<Material, 'cells' | 'months' | 'writing'> & {
  company: string
  cycle: string
  locale: string
  now: string
  hash: string | null
}

const titles: Record<PackKind, string> = {
  demand: 'Demand review',
  supply: 'Supply review',
  executive: 'Executive S&OP',
}

/** A pack of a cycle: what it says first, then figures, charts and tables. Pure: the same cycle gives the same pack. */
export function buildPack(kind: PackKind, given: Given): Pack {
  const { state, company, cycle, locale, now, hash } = given
  const writing = { currency: state.currency, minorDigits: state.minorDigits, locale }
  const material: Material = { ...given, writing, cells: consensusOf(state), months: monthsOf(state) }
  const parts = { demand: demandParts, supply: supplyParts, executive: executiveParts }[kind](material)
  return { kind, title: titles[kind], company, cycle, answer: answerOf(material), ...writing, madeAt: now, hash, parts }
}

/** What the plan comes to, against the budget. */
function answerOf({ cells, months, writing }: Material): string {
  const revenue = revenueOf(cells)
  const budgeted = cells.filter(({ budgetMinor }) => budgetMinor !== null)
  const budget = budgeted.reduce((sum, { budgetMinor }) => sum + budgetMinor!, 0)
  const same = revenueOf(budgeted)
  const against =
    budget > 0
      ? `, ${percentText(Math.abs(same / budget - 1), writing)} ${same < budget ? 'below' : 'above'} the budget where there is one`
      : ''
  return `The plan holds ${moneyText(revenue, writing)} over ${months.length} months${against}.`
}
