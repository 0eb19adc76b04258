import { IconGauge } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Practices',
      path: '/practices',
      icon: IconGauge,
      permission: 'practices:read',
      group: 'Team',
      component: lazyRouteComponent(() => import('./PracticesScreen.tsx'), 'PracticesScreen'),
    },
  ],
}
