import { IconSettings } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Settings',
      path: '/settings',
      icon: IconSettings,
      permission: 'tokens:own',
      group: 'Set-up',
      component: lazyPart(() => import('./SettingsScreen.tsx'), 'SettingsScreen'),
    },
  ],
}
