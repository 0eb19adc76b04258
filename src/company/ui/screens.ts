import { IconBox, IconBuilding, IconUser } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Company',
      path: '/company',
      icon: IconBuilding,
      permission: 'company:read',
      group: 'Set-up',
      component: lazyPart(() => import('./CompanyScreen.tsx'), 'CompanyScreen'),
    },
  ],
  finds: {
    person: { heading: 'People', icon: IconUser },
    item: { heading: 'Items', icon: IconBox },
  },
}
