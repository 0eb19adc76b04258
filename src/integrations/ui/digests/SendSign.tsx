import { ActionIcon, Tooltip } from '@mantine/core'
import { IconMailForward } from '@tabler/icons-react'
import { useLocation } from '@tanstack/react-router'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import { SendView } from './SendView.tsx'
import { partAt } from './view-at.ts'

/** In the bar at the top: has the view of the moment sent again and again. Only where there is one that can be. */
export function SendSign() {
  const { can } = useSession()
  const [search, change] = useUrlParams()
  const path = useLocation({ select: ({ pathname }) => pathname })
  const offered = useCall(integrationsContract.digestViews, {}, { enabled: can('integrations:own') }).data
  const part = offered ? partAt(offered.views, { path, search }) : null
  if (!part) return null
  return (
    <>
      <Tooltip label="Send this view">
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          visibleFrom="xs"
          aria-label="Send this view"
          onClick={() => change({ send: 'view' })}
        >
          <IconMailForward size={18} />
        </ActionIcon>
      </Tooltip>
      {search.send === 'view' && <SendView part={part} onClose={() => change({ send: null })} />}
    </>
  )
}
