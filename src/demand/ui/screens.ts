import { IconChartLine } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Demand',
      path: '/demand',
      icon: IconChartLine,
      permission: 'demand:read',
      group: 'Planning',
      component: lazyPart(() => import('./DemandReview.tsx'), 'DemandReview'),
    },
  ],
}
