import { IconFileImport } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Import',
      path: '/imports',
      icon: IconFileImport,
      permission: 'imports:read',
      group: 'Set-up',
      component: lazyPart(() => import('./ImportScreen.tsx'), 'ImportScreen'),
    },
  ],
}
