import { IconHeartbeat } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'

export const screens: Screens = {
  menu: [
    {
      label: 'Pulse',
      path: '/pulse',
      icon: IconHeartbeat,
      permission: 'pulse:read',
      group: 'Team',
      component: lazyPart(() => import('./PulseScreen.tsx'), 'PulseScreen'),
    },
  ],
  open: [
    { path: '/pulse/answer', component: lazyPart(() => import('./answer/AnswerPage.tsx'), 'AnswerPage') },
    { path: '/pulse/thread', component: lazyPart(() => import('./answer/ThreadPage.tsx'), 'ThreadPage') },
    { path: '/pulse/audit', component: lazyPart(() => import('./AuditPage.tsx'), 'AuditPage') },
  ],
}
