import { IconChecklist, IconMessage } from '@tabler/icons-react'
import { lazyPart } from '#platform/ui/lazy-part.tsx'
import type { Screens } from '#platform/ui/screens.ts'
import { InboxSign } from './InboxSign.tsx'
import { TalkPanel } from './TalkPanel.tsx'

export const screens: Screens = {
  menu: [
    {
      label: 'Actions',
      path: '/actions',
      icon: IconChecklist,
      permission: 'actions:read',
      component: lazyPart(() => import('./ActionsScreen.tsx'), 'ActionsScreen'),
    },
  ],
  finds: {
    action: { heading: 'Actions', icon: IconChecklist },
    comment: { heading: 'Comments', icon: IconMessage },
  },
  everywhere: TalkPanel,
  sign: InboxSign,
}
