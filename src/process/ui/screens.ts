import { IconArrowBigUpLines, IconFlask, IconListCheck, IconRoute } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'
import { DealPanel } from './DealPanel.tsx'
import { LeadAssigned } from './rules/AssignedBecause.tsx'

export const screens: Screens = {
  menu: [
    {
      label: 'Process',
      path: '/process',
      icon: IconRoute,
      permission: 'process:read',
      group: 'Pipeline',
      component: lazyPart(() => import('./ProcessScreen.tsx'), 'ProcessScreen'),
    },
    {
      label: 'Rules',
      path: '/process/rules',
      icon: IconListCheck,
      permission: 'process:read',
      group: 'Pipeline',
      component: lazyPart(() => import('./rules/RulesScreen.tsx'), 'RulesScreen'),
    },
    {
      label: 'Where to push',
      path: '/process/where-to-push',
      icon: IconArrowBigUpLines,
      permission: 'process:read',
      group: 'Pipeline',
      component: lazyPart(() => import('./pushes/WhereToPushScreen.tsx'), 'WhereToPushScreen'),
    },
    {
      label: 'Experiments',
      path: '/process/experiments',
      icon: IconFlask,
      permission: 'process:read',
      group: 'Pipeline',
      component: lazyPart(() => import('./experiments/ExperimentsScreen.tsx'), 'ExperimentsScreen'),
    },
  ],
  panels: { deal: DealPanel, lead: LeadAssigned },
}
