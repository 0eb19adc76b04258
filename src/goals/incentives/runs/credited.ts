import { dayAfter } from '@drumbeat/periods'
import { type ReportingLine, treeBelow } from '#company/scope.ts'
import { fromTheBeginning } from '../../tree.ts'
import { MILLION, millionths } from '../amount.ts'
import { type Credit, sumOfParts } from '../credit.ts'
import type { Sale } from './sales.sql.ts'

/** Who takes part in a run, from when until when within it. */
export type Taker = { personId: string; startsOn: string; endsOn: string | null }

export type SaleFault = {
  kind:
    | 'credit split above 100 %'
    | 'credit split below 100 %'
    | 'negative deal'
    | 'currency without rate'
    | 'won without amount'
    | 'won without owner'
  sale: Sale
  message: string
  /** The part of the sale that is nobody's, in millionths; left out, all of it is held. */
  part?: bigint
}

/** Who is credited with which part of each sale; a sale with a fault is credited to nobody and listed. */
export function creditedSales(given: {
  sales: readonly Sale[]
  takers: readonly Taker[]
  lines: readonly ReportingLine[]
  to: string
}): { credits: Map<string, Credit[]>; faults: SaleFault[] } {
  const faults: SaleFault[] = []
  const bySeller = new Map<string, { sale: Sale; share: bigint }[]>()
  for (const sale of given.sales) {
    const fault = faultOf(sale)
    if (fault) {
      faults.push(fault)
      continue
    }
    const rest = restOf(sale)
    if (rest) faults.push(rest)
    for (const { personId, share } of sharesOf(sale)) {
      const sold = bySeller.get(personId)
      if (sold) sold.push({ sale, share })
      else bySeller.set(personId, [{ sale, share }])
    }
  }
  const credits = new Map<string, Credit[]>()
  for (const taker of given.takers) {
    const own = bySeller.get(taker.personId) ?? []
    const below = sellersBelow(taker.personId, given).flatMap((id) => bySeller.get(id) ?? [])
    const found = [
      ...own.map((each) => creditOf(each, 'own')),
      ...below.map((each) => creditOf(each, 'reports')),
    ].filter(({ day }) => day >= taker.startsOn && (taker.endsOn === null || day < taker.endsOn))
    credits.set(taker.personId, [...(credits.get(taker.personId) ?? []), ...found])
  }
  return { credits, faults }
}

function sharesOf({ splits, ownerId }: Sale): { personId: string; share: bigint }[] {
  if (splits.length > 0) return splits.map(({ personId, share }) => ({ personId, share: millionths(share) }))
  return ownerId === null ? [] : [{ personId: ownerId, share: MILLION }]
}

/** What the shares of a sale leave to nobody. */
function restOf(sale: Sale): SaleFault | null {
  const { splits, label } = sale
  const part = MILLION - splits.reduce((sum, { share }) => sum + millionths(share), 0n)
  if (splits.length === 0 || part === 0n) return null
  const message = `The shares of ${label} add up to ${percentOf(MILLION - part)}: ${percentOf(part)} of it is credited to nobody.`
  return { kind: 'credit split below 100 %', sale, message, part }
}

function percentOf(share: bigint): string {
  return `${Number(share) / 10_000} %`
}

function faultOf(sale: Sale): SaleFault | null {
  const total = sale.splits.reduce((sum, { share }) => sum + millionths(share), 0n)
  if (total > MILLION) {
    const message = `The shares of ${sale.label} add up to ${percentOf(total)}.`
    return { kind: 'credit split above 100 %', sale, message }
  }
  if (sale.kind === 'deal' && sale.ownerId === null && sale.splits.length === 0)
    return { kind: 'won without owner', sale, message: `${sale.label} was won and belongs to nobody.` }
  if (sale.stated === null)
    return { kind: 'won without amount', sale, message: `${sale.label} was won without an amount.` }
  if (sale.kind === 'deal' && sale.stated.startsWith('-'))
    return { kind: 'negative deal', sale, message: `${sale.label} was won at ${sale.stated} ${sale.currency}.` }
  if (sale.amount === null)
    return {
      kind: 'currency without rate',
      sale,
      message: `No rate turns ${sale.currency} of ${sale.day} into the currency of the plan.`,
    }
  return null
}

/** Everybody below by the tree of the last day of the period; who sold before the first recorded line counts under the first manager. */
function sellersBelow(personId: string, { lines, to }: { lines: readonly ReportingLine[]; to: string }): string[] {
  return treeBelow({ personId, lines: fromTheBeginning(lines), day: dayAfter(to, -1) }).filter((id) => id !== personId)
}

function creditOf({ sale, share }: { sale: Sale; share: bigint }, relation: Credit['relation']): Credit {
  const { kind, id, label, day, territoryId } = sale
  const parts = sale.parts.map(({ amount, units, ...of }) => ({
    ...of,
    amount: millionths(amount!),
    units: units === null ? null : millionths(units),
  }))
  return { kind, id, label, day, relation, share, territoryId, ...sumOfParts(parts) }
}
