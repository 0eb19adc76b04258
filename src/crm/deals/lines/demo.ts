import { dayAfter } from '@drumbeat/periods'
import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Deal = DemoWorld['deals'][number]
type Row = Record<string, DemoCell>

/** Every third open deal of the demo company says what it is about in two lines: its item, and another one of the family. */
export function demoLines({ deals, items }: DemoWorld): Row[] {
  const itemOf = new Map(items.map((item) => [item.id, item]))
  const ofFamily = Map.groupBy(
    items.filter(({ active_to }) => active_to === null),
    ({ family_id }) => family_id,
  )
  return deals
    .filter(({ outcome }, at) => outcome === 'open' && at % 3 === 0)
    .flatMap((deal, at) => {
      const item = itemOf.get(deal.item_id)!
      const others = ofFamily.get(item.family_id)?.filter(({ id }) => id !== item.id) ?? []
      const quantity = Number(/: (\d+) ×/.exec(deal.name)?.[1] ?? 0)
      const other = others[at % Math.max(1, others.length)]
      if (!other || quantity === 0) return []
      const parts = partsOf(deal.amount_minor, quantity)
      if (!parts) return []
      const isShort = at % 5 === 0
      return [
        rowOf(deal, { ...{ step: 'b', itemId: item.id, quantity, ships: 14 }, unit: parts.unit }),
        // Some deals have an offer that was not brought in line with their amount.
        rowOf(deal, {
          ...{ step: 'c', itemId: other.id, quantity: parts.others, ships: 28 },
          unit: isShort ? Math.floor(parts.otherUnit * 0.9) : parts.otherUnit,
        }),
      ]
    })
}

type Parts = { unit: number; others: number; otherUnit: number }

/** Splits an amount in whole cents over so many pieces and about a third as many others, to the cent; null where it is too small for so many. */
export function partsOf(amount: number, quantity: number): Parts | null {
  let others = Math.max(1, Math.round(quantity / 3))
  while (divisor(others, quantity) > 1) others++
  let otherUnit = Math.floor((amount * 0.2) / others)
  while ((amount - others * otherUnit) % quantity !== 0) otherUnit++
  const unit = (amount - others * otherUnit) / quantity
  return unit > 0 ? { unit, others, otherUnit } : null
}

function divisor(a: number, b: number): number {
  return b === 0 ? a : divisor(b, a % b)
}

function rowOf(deal: Deal, of: { step: string; itemId: string; quantity: number; unit: number; ships: number }): Row {
  const { step, itemId, quantity, unit, ships } = of
  const id = `${deal.id.slice(0, -12)}${step}${deal.id.slice(-11)}`
  const noon = `${deal.created_on}T12:00:00Z`
  const at = noon < deal.changed_at ? noon : deal.changed_at
  return {
    ...{ id, identity: id, deal_id: deal.id, item_id: itemId, quantity: String(quantity) },
    ...{
      unit_price: (unit / 100).toFixed(2),
      amount_minor: unit * quantity,
      ships_on: dayAfter(deal.expected_close, ships),
    },
    ...{ valid_at: at, recorded_at: at },
  }
}
