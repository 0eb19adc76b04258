import type { ConflictRule } from '#platform/importing/mapping.ts'
import type { WriteField } from './source.ts'

/** What opens the door of the other system. */
export type Access = { clientSecret?: string; refreshToken?: string; accessToken?: string }

/** What is written back, and whose value stands where both sides changed one. */
export type Writes = { fields: readonly WriteField[]; rule: ConflictRule }

export const noWrites: Writes = { fields: [], rule: 'newest' }

/** A connection as the machine that reads it needs it. */
export type Linked = {
  id: string
  name: string
  kind: 'salesforce' | 'hubspot'
  address: string
  clientId: string | null
  pipeline: string
  access: Access
  writes: Writes
}

/** Where and in what company it is read. */
export type Around = {
  publicUrl: string
  signal: AbortSignal
  /** What is known of its stages from earlier readings. */
  stages: readonly { outsideId: string; value: string; stage: string }[]
  currency: string
  timeZone: string
  now: () => Date
  /** Keeps a refresh token that the other system gave in place of the old one. */
  keepRefreshToken?: (token: string) => Promise<void>
}
