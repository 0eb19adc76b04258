import { IconSchool } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Enablement',
      path: '/enablement',
      icon: IconSchool,
      permission: 'enablement:read',
      group: 'Team',
      component: lazyPart(() => import('./EnablementScreen.tsx'), 'EnablementScreen'),
    },
  ],
  panels: { deal: lazyPart(() => import('./HelpsHere.tsx'), 'HelpsHere') },
}
