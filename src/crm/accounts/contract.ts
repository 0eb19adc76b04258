import { z } from 'zod'
import { Day, endpoint, Id, List, MinorUnits } from '#platform/http/contract.ts'
import { KeptFields } from '#platform/kept/contract.ts'

export const accountSorts = [
  'name',
  'industry',
  'country',
  'territory',
  'employees',
  'revenue',
  'openDeals',
  'openAmount',
  'wonAmount',
] as const
export type AccountSort = (typeof accountSorts)[number]

export const AccountRow = z.object({
  id: Id,
  externalId: z.string().nullable(),
  name: z.string(),
  industry: z.string().nullable(),
  country: z.string().nullable(),
  territoryId: Id.nullable(),
  territoryName: z.string().nullable(),
  parentId: Id.nullable(),
  parentName: z.string().nullable(),
  employees: z.number().nullable(),
  annualRevenueMinor: MinorUnits.nullable(),
  foundedYear: z.number().nullable(),
  /** What files or people have said in fields beyond these, by their names. */
  fields: z.record(z.string(), z.string()).nullable(),
  /** Of the deals the caller can see; sums in the company currency. */
  openDeals: z.number(),
  openAmountMinor: MinorUnits,
  wonDeals: z.number(),
  wonAmountMinor: MinorUnits,
})
export type AccountRow = z.infer<typeof AccountRow>

const Text = z.string().trim().max(300).nullable()
const AccountChanges = z
  .object({
    name: z.string().trim().min(1).max(300),
    industry: Text,
    country: Text,
    territoryId: Id.nullable(),
    parentId: Id.nullable(),
    employees: z.number().int().min(0).nullable(),
    annualRevenueMinor: MinorUnits.min(0, 'Annual revenue is zero or more.').nullable(),
    foundedYear: z.number().int().min(1000).max(2200).nullable(),
    /** Fields that files have brought, by name: those left out stay, null empties one. */
    fields: KeptFields,
  })
  .partial()
export type AccountChanges = z.infer<typeof AccountChanges>

export const accountsContract = {
  listAccounts: endpoint({
    method: 'get',
    path: '/api/crm/accounts',
    permission: 'crm:read',
    summary: 'A page of the accounts, with the open and won deals you can see.',
    query: z.object({
      search: z.string().trim().max(200).optional(),
      industry: List.optional(),
      country: List.optional(),
      territory: List.pipe(z.array(Id)).optional(),
      sort: z
        .string()
        .regex(new RegExp(`^(${accountSorts.join('|')}):(asc|desc)$`), `Sort by one of ${accountSorts.join(', ')}.`)
        .default('openAmount:desc'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ accounts: z.array(AccountRow), total: z.number(), next: z.number().nullable() }),
  }),
  accountChoices: endpoint({
    method: 'get',
    path: '/api/crm/accounts/choices',
    permission: 'crm:read',
    summary: 'What accounts can be filtered by: industries, countries, territories, fields of files.',
    reply: z.object({
      industries: z.array(z.string()),
      countries: z.array(z.string()),
      territories: z.array(z.object({ id: Id, name: z.string() })),
      /** Fields that files have brought. */
      fields: z.array(z.string()),
    }),
  }),
  accountDetail: endpoint({
    method: 'get',
    path: '/api/crm/accounts/{id}',
    permission: 'crm:read',
    summary: 'An account with its subsidiaries and what it ordered, per currency.',
    params: z.object({ id: Id }),
    reply: z.object({
      account: AccountRow,
      /** The account into which this one was merged. */
      mergedInto: z.object({ id: Id, name: z.string() }).nullable(),
      subsidiaries: z.array(z.object({ id: Id, name: z.string() })),
      orders: z.array(
        z.object({ currency: z.string(), lines: z.number(), amount: z.string(), firstOn: Day, lastOn: Day }),
      ),
    }),
  }),
  addAccount: endpoint({
    method: 'post',
    path: '/api/crm/accounts',
    permission: 'crm:edit',
    summary: 'Add an account.',
    body: AccountChanges.required({ name: true }),
    reply: AccountRow,
  }),
  changeAccount: endpoint({
    method: 'patch',
    path: '/api/crm/accounts/{id}',
    permission: 'crm:edit',
    summary: 'Change an account.',
    params: z.object({ id: Id }),
    body: AccountChanges,
    reply: AccountRow,
  }),
}
