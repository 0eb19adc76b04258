import { IconChartTreemap, IconCoins, IconMap2, IconTargetArrow, IconUsersPlus } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Goals',
      path: '/goals',
      icon: IconTargetArrow,
      permission: 'goals:read',
      group: 'Planning',
      component: lazyPart(() => import('./GoalsScreen.tsx'), 'GoalsScreen'),
    },
    {
      label: 'Quota plan',
      path: '/goals/quota-plan',
      icon: IconChartTreemap,
      permission: 'goals:read',
      group: 'Planning',
      component: lazyPart(() => import('./quota-plan/QuotaPlanScreen.tsx'), 'QuotaPlanScreen'),
    },
    {
      label: 'Capacity',
      path: '/goals/capacity',
      icon: IconUsersPlus,
      permission: 'goals:read',
      group: 'Planning',
      component: lazyPart(() => import('./capacity/CapacityScreen.tsx'), 'CapacityScreen'),
    },
    {
      label: 'Incentives',
      path: '/goals/incentives',
      icon: IconCoins,
      permission: 'goals:read',
      group: 'Planning',
      component: lazyPart(() => import('./incentives/IncentivesScreen.tsx'), 'IncentivesScreen'),
    },
    {
      label: 'Territory balance',
      path: '/goals/territories',
      icon: IconMap2,
      permission: 'goals:read',
      group: 'Planning',
      component: lazyPart(() => import('./territories/TerritoriesScreen.tsx'), 'TerritoriesScreen'),
    },
  ],
}
