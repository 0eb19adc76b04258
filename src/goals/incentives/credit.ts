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
  /** Millionths of a unit of quantity; null for deals. */
  units: bigint | null
  /** The part of it that is this person's, in millionths. */
  share: bigint
  familyId: string | null
  itemId: string | null
  territoryId: string | null
}

/** By day, then by id: the order in which credits climb through marginal steps. */
export function inOrder(a: Credit, b: Credit): number {
  return a.day === b.day ? (a.id < b.id ? -1 : a.id > b.id ? 1 : 0) : a.day < b.day ? -1 : 1
}
