import type { ConflictRule } from '#platform/importing/mapping.ts'
import type { PartOf, StockAt } from './erp/differences.ts'
import type { ItemsHere } from './products.ts'
import type { QuotasHere, Whose } from './quotas/quotas.ts'
import type { ChosenField } from './schema.ts'
import type { WriteChoice } from './source.ts'

/** What opens the door of the other system. */
export type Access = { clientSecret?: string; refreshToken?: string; accessToken?: string }

/** Systems whose people, accounts and deals are read, and those whose items, orders and stock are. */
export type CrmKind = 'salesforce' | 'hubspot'
export type Kind = CrmKind | 'odoo' | 'erpnext'

export function isCrm(kind: Kind): kind is CrmKind {
  return kind === 'salesforce' || kind === 'hubspot'
}

/** What is written back, and whose value stands where both sides changed one. */
export type Writes = { fields: readonly WriteChoice[]; rule: ConflictRule }

/** Whether quotas are read, and of which forecast type or goal where several set them; not by default, since they are often kept here. */
export type ReadsQuotas = { isRead: boolean; named: string | null }

/** What is chosen for a connection that was only just made. */
export const nothingChosen = {
  writes: { fields: [], rule: 'newest' } as Writes,
  chosen: [],
  quotas: { isRead: false, named: null } as ReadsQuotas,
}

/** A connection as the machine that reads it needs it. */
export type Linked = {
  id: string
  name: string
  kind: Kind
  address: string
  clientId: string | null
  pipeline: string
  access: Access
  writes: Writes
  /** Fields that are read beyond those that every connection reads. */
  chosen: readonly ChosenField[]
  quotas: ReadsQuotas
}

/** Where and in what company it is read. */
export type Around = {
  publicUrl: string
  signal: AbortSignal
  /** What is known of its stages from earlier readings. */
  stages: readonly { outsideId: string; value: string; stage: string }[]
  currency: string
  timeZone: string
  /** The day that it is where the company is. */
  today: string
  /** What is known here: of things that another system does not tell to have gone, and of which items there are. */
  here: {
    stock: (sites: readonly string[]) => Promise<StockAt[]>
    recipes: () => Promise<PartOf[]>
    items: () => Promise<ItemsHere>
    quotas: (of: { connectionId: string; whose: readonly Whose[] }) => Promise<QuotasHere>
  }
  /** Whether days are a month, quarter or year of the company's calendar. */
  isFiscal: (period: { from: string; to: string }) => boolean
  now: () => Date
  /** Keeps a refresh token that the other system gave in place of the old one. */
  keepRefreshToken?: (token: string) => Promise<void>
}
