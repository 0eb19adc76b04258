import { IconMailForward, IconPlugConnected } from '@tabler/icons-react'
import { lazyRouteComponent } from '@tanstack/react-router'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'
import { SendSign } from './digests/SendSign.tsx'

export const screens: Screens = {
  menu: [
    {
      label: 'Integrations',
      path: '/integrations',
      icon: IconPlugConnected,
      permission: 'integrations:own',
      group: 'Data',
      component: lazyRouteComponent(() => import('./IntegrationsScreen.tsx'), 'IntegrationsScreen'),
    },
    {
      label: 'Digests',
      path: '/digests',
      icon: IconMailForward,
      permission: 'integrations:own',
      group: 'Data',
      component: lazyRouteComponent(() => import('./digests/DigestsScreen.tsx'), 'DigestsScreen'),
    },
  ],
  panels: { deal: lazyPart(() => import('./connections/WrittenBack.tsx'), 'WrittenBack') },
  sign: SendSign,
}
