import { domain } from '#platform/domain.ts'
import { companyDemo } from './demo.ts'
import { holidayFile } from './holidays/holiday-file.ts'
import { holidayRows } from './holidays/holiday-file.tx.ts'
import { familyFile } from './items/family-file.ts'
import { familyThings } from './items/family-file.tx.ts'
import { forgetInAttributes } from './items/forget.tx.ts'
import { itemFile } from './items/item-file.ts'
import { itemSearch } from './items/search.sql.ts'
import { itemSubject } from './items/subject.sql.ts'
import { leaveFile } from './leave/leave-file.ts'
import { leaveRows } from './leave/leave-file.tx.ts'
import { companyNouns } from './nouns.ts'
import { personFile } from './people/person-file.ts'
import { personThings } from './people/person-file.tx.ts'
import { personSearch } from './people/search.sql.ts'
import { personSubject } from './people/subject.sql.ts'
import { companyReferences } from './references.ts'
import { companyRoutes } from './routes.ts'
import { siteFile } from './sites/site-file.ts'
import { territoryFile } from './territories/territory-file.ts'

const permissions = {
  'company:read': 'see people and items',
  'company:edit': 'edit people and items',
  'company:erase': 'erase people',
  'company:leave': 'note days off of yourself and your team',
} as const

const events = [
  'company.profile.changed',
  'company.currency.changed',
  'company.person.changed',
  'company.person.erased',
  'company.people.imported',
  'company.team.changed',
  'company.territory.changed',
  'company.territories.imported',
  'company.site.changed',
  'company.item.changed',
  'company.family.changed',
  'company.items.imported',
  'company.holidays.changed',
  'company.leave.changed',
] as const

declare module '#platform/registry.ts' {
  interface PermissionNames extends Record<keyof typeof permissions, true> {}
  interface SeenNouns extends Record<'leave', true> {}
  interface EventNames extends Record<(typeof events)[number], true> {}
}

/** Who we are: people, teams, territories, sites, items, calendar, currencies. */
export const declaration = domain('company', {
  uses: [],
  permissions,
  events,
  sees: ['leave'],
  refersTo: companyReferences,
  files: [
    { ...familyFile, loads: familyThings },
    territoryFile,
    siteFile,
    itemFile,
    { ...personFile, loads: personThings },
    { ...holidayFile, loads: holidayRows },
    { ...leaveFile, loads: leaveRows },
  ],
  nouns: companyNouns,
  search: [personSearch, itemSearch],
  subjects: [personSubject, itemSubject],
  forgets: forgetInAttributes,
  demo: companyDemo,
  routes: companyRoutes,
})
