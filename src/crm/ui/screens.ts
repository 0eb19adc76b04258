import {
  IconAddressBook,
  IconBriefcase,
  IconBuildingStore,
  IconCopy,
  IconStairs,
  IconUserPlus,
} from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

const inCrm = { permission: 'crm:read', group: 'CRM' } as const

export const screens: Screens = {
  menu: [
    {
      label: 'Deals',
      path: '/crm/deals',
      icon: IconBriefcase,
      ...inCrm,
      component: lazyPart(() => import('./DealsScreen.tsx'), 'DealsScreen'),
    },
    {
      label: 'Accounts',
      path: '/crm/accounts',
      icon: IconBuildingStore,
      ...inCrm,
      component: lazyPart(() => import('./AccountsScreen.tsx'), 'AccountsScreen'),
    },
    {
      label: 'Leads',
      path: '/crm/leads',
      icon: IconUserPlus,
      ...inCrm,
      component: lazyPart(() => import('./leads/LeadsScreen.tsx'), 'LeadsScreen'),
    },
    {
      label: 'Duplicates',
      path: '/crm/duplicates',
      icon: IconCopy,
      ...inCrm,
      component: lazyPart(() => import('./duplicates/DuplicatesScreen.tsx'), 'DuplicatesScreen'),
    },
    {
      label: 'Stages',
      path: '/crm/stages',
      icon: IconStairs,
      ...inCrm,
      component: lazyPart(() => import('./StagesScreen.tsx'), 'StagesScreen'),
    },
  ],
  finds: {
    deal: { heading: 'Deals', icon: IconBriefcase },
    account: { heading: 'Accounts', icon: IconBuildingStore },
    contact: { heading: 'Contacts', icon: IconAddressBook },
    lead: { heading: 'Leads', icon: IconUserPlus },
  },
}
