/** What one deal or order line earns one person credit for, in the currency of the plan. */
export type Credit = {
  kind: 'deal' | 'order line'
  id: string
  label: string
  day: string
  /** The person's own sale, or one of somebody below. */
  relation: 'own' | 'reports'
  /** Millionths of the currency's unit. */
  amount: bigint
  /** Millionths of a unit of quantity; null where none is known, as of deals without products. */
  units: bigint | null
  /** What it is of, item by item; the parts add up to the amount. */
  parts: CreditPart[]
  /** The part of it that is this person's, in millionths. */
  share: bigint
  territoryId: string | null
  /** What a locked run had a rule count of it, by the name of the rule, where that is too long ago to be taken back. */
  kept?: ReadonlyMap<string, bigint>
}

/** What a credit holds of one item, or of none. */
export type CreditPart = {
  itemId: string | null
  familyId: string | null
  /** Told beside the sale where a rule counts only some parts. */
  name: string | null
  amount: bigint
  units: bigint | null
}

/** A credit of some of its parts only, named by these. */
export function ofParts(credit: Credit, parts: CreditPart[]): Credit {
  if (parts.length === credit.parts.length) return credit
  const names = parts.flatMap(({ name }) => name ?? [])
  const label = names.length === 0 ? credit.label : `${credit.label}: ${names.join(', ')}`
  return { ...credit, ...sumOfParts(parts), label }
}

/** What parts come to together; units of those that have some. */
export function sumOfParts(parts: CreditPart[]): Pick<Credit, 'parts' | 'amount' | 'units'> {
  const units = parts.flatMap((part) => part.units ?? [])
  return {
    parts,
    amount: parts.reduce((sum, { amount }) => sum + amount, 0n),
    units: units.length === 0 ? null : units.reduce((sum, each) => sum + each, 0n),
  }
}

/** By day, then by id: the order in which credits climb through marginal steps. */
export function inOrder(a: Credit, b: Credit): number {
  return a.day === b.day ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.day < b.day ? -1 : 1
}
