import type { Noun } from '#platform/importing/file-kind.ts'
import { itemFields } from './items/fields.ts'
import { personFields } from './people/fields.ts'

/** The things of company that files refer to, list or mention. */
export const companyNouns: readonly Noun[] = [
  { noun: 'family', plural: 'families', table: 'company.family', permission: 'company:edit', restores: ['name'] },
  {
    noun: 'territory',
    plural: 'territories',
    table: 'company.territory',
    permission: 'company:edit',
    restores: ['name', 'parent_id'],
  },
  {
    noun: 'site',
    plural: 'sites',
    table: 'company.site',
    permission: 'company:edit',
    restores: ['name', 'kind', 'territory_id'],
  },
  {
    noun: 'item',
    plural: 'items',
    table: 'company.item',
    key: 'code',
    keyIsName: true,
    namedBy: ['code'],
    permission: 'company:edit',
    restores: itemFields.map(({ column }) => column),
  },
  {
    noun: 'person',
    plural: 'people',
    table: 'company.person',
    key: 'external_id',
    live: 'erased_at is null',
    permission: 'company:edit',
    restores: personFields.map(({ column }) => column),
  },
  {
    noun: 'team',
    plural: 'teams',
    table: 'company.team',
    permission: 'company:edit',
    restores: ['name', 'territory_id'],
  },
  {
    noun: 'reporting line',
    plural: 'reporting lines',
    table: 'company.reporting_line',
    permission: 'company:edit',
    restores: ['ends_on'],
  },
  {
    noun: 'team membership',
    plural: 'team memberships',
    table: 'company.team_membership',
    permission: 'company:edit',
    restores: ['ends_on'],
  },
]
