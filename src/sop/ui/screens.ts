import { IconRefreshDot } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'S&OP',
      path: '/sop',
      icon: IconRefreshDot,
      permission: 'sop:read',
      group: 'Planning',
      component: lazyPart(() => import('./SopScreen.tsx'), 'SopScreen'),
    },
  ],
}
