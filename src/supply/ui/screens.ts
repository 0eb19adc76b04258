import { IconBuildingFactory2, IconTruckLoading } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Supply',
      path: '/supply',
      icon: IconTruckLoading,
      permission: 'supply:read',
      group: 'Planning',
      component: lazyPart(() => import('./PlanScreen.tsx'), 'PlanScreen'),
    },
    {
      label: 'Stock and recipes',
      path: '/supply-data',
      icon: IconBuildingFactory2,
      permission: 'supply:read',
      group: 'Planning',
      component: lazyPart(() => import('./RecordsScreen.tsx'), 'RecordsScreen'),
    },
  ],
}
