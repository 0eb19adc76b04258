import { IconLayoutDashboard } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Overview',
      path: '/',
      icon: IconLayoutDashboard,
      permission: 'overview:read',
      component: lazyPart(() => import('./Overview.tsx'), 'Overview'),
    },
  ],
}
