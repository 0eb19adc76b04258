/** What opens the door of the other system. */
export type Access = { clientSecret?: string; refreshToken?: string; accessToken?: string }

/** A connection as the machine that reads it needs it. */
export type Linked = {
  id: string
  name: string
  kind: 'salesforce' | 'hubspot'
  address: string
  clientId: string | null
  pipeline: string
  access: Access
}

/** Where and in what company it is read. */
export type Around = {
  publicUrl: string
  signal: AbortSignal
  /** What is known of its stages from earlier readings. */
  stages: readonly { outsideId: string; value: string; stage: string }[]
  currency: string
  now: () => Date
  /** Keeps a refresh token that the other system gave in place of the old one. */
  keepRefreshToken?: (token: string) => Promise<void>
}
