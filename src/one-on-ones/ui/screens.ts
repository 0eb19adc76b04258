import { IconUsers } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'One-on-ones',
      path: '/one-on-ones',
      icon: IconUsers,
      permission: 'one-on-ones:own',
      group: 'Team',
      component: lazyPart(() => import('./OneOnOnesScreen.tsx'), 'OneOnOnesScreen'),
    },
  ],
}
