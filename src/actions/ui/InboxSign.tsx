import { ActionIcon, Indicator, Tooltip } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { actionsContract } from '#actions/contract.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'

/** The inbox in the bar at the top, with how much of it is unread. */
export function InboxSign() {
  const { can } = useSession()
  const counts = useCall(actionsContract.counts, {}, { enabled: can('actions:read') })
  if (!can('actions:read')) return null
  const unread = counts.data?.unread ?? 0
  const label = unread === 0 ? 'Inbox, nothing unread' : `Inbox, ${unread} unread`
  return (
    <Tooltip label={label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={label}
        renderRoot={(props) => <Link {...props} to="/actions" search={{ tab: 'inbox' } as never} />}
      >
        <Indicator
          label={unread > 99 ? '99+' : unread}
          size={16}
          disabled={unread === 0}
          color="vermilion.8"
          offset={2}
        >
          <IconBell size={18} />
        </Indicator>
      </ActionIcon>
    </Tooltip>
  )
}
