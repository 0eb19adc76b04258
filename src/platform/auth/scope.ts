/** Whose rows one may see: everybody's, or those of the listed people (an empty list sees none). */
export type Visible = 'all' | readonly string[]

/** How far a role sees by default, per noun. */
export type Reach = 'all' | 'team' | 'own' | 'none'

export type Role = {
  key: string
  name: string
  /** One sentence for the people who hand roles out. */
  does: string
  permissions: readonly string[]
  reach: { deals: Reach; quotas: Reach; orders: Reach }
}

export type SignedIn = { id: string; name: string; email: string; role: string; personId: string | null }

/** What one user may see, handed to every query. */
export type Scope = {
  userId: string
  role: string
  personId: string | null
  deals: Visible
  quotas: Visible
  orders: Visible
}

/** Sees everything: for Drumbeat's own jobs. */
export const wholeScope: Scope = {
  userId: '',
  role: 'system',
  personId: null,
  deals: 'all',
  quotas: 'all',
  orders: 'all',
}
