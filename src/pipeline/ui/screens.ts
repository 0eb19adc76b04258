import { IconFilter } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Pipeline',
      path: '/pipeline',
      icon: IconFilter,
      permission: 'pipeline:read',
      group: 'Pipeline',
      component: lazyPart(() => import('./PipelineScreen.tsx'), 'PipelineScreen'),
    },
  ],
}
