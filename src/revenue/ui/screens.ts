import { IconClipboardCheck, IconCoin } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Revenue',
      path: '/revenue',
      icon: IconCoin,
      permission: 'revenue:read',
      group: 'Planning',
      component: lazyPart(() => import('./RevenueScreen.tsx'), 'RevenueScreen'),
    },
    {
      label: 'Weekly review',
      path: '/revenue/review',
      icon: IconClipboardCheck,
      permission: 'revenue:read',
      group: 'Planning',
      component: lazyPart(() => import('./review/ReviewScreen.tsx'), 'ReviewScreen'),
    },
  ],
  panels: { deal: lazyPart(() => import('./DealChance.tsx'), 'DealChance') },
}
