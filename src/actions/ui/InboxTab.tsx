import { Anchor, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { actionsContract } from '#actions/contract.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { does } from '../inbox/words.ts'
import type { Notice } from '../schema.ts'
import classes from './actions.module.css'
import { Notifications } from './Notifications.tsx'
import { Words } from './Words.tsx'

/** What mentions me, what was given to me, what I gave that was done. */
export function InboxTab() {
  const inbox = useCall(actionsContract.inbox, { query: { limit: 200 } })
  const mark = useCommand(actionsContract.markRead)
  const readAll = () =>
    mark.mutate(
      { body: {} },
      {
        onSuccess: ({ ids }) =>
          toast('All read', { undo: () => mark.mutate({ body: { ids: ids.slice(0, 500), read: false } }) }),
      },
    )
  return (
    <Ready call={inbox} loading={<LoadingLines rows={6} />}>
      {({ notices, unread }) =>
        notices.length === 0 ? (
          <EmptyState
            title="Nothing in your inbox"
            teaches="Here you will see where somebody mentions you with @, what is given to you to do, and what you gave that was done."
            action={<Notifications />}
          />
        ) : (
          <div className={classes.narrow}>
            <Group justify="flex-end" gap="xs">
              {unread > 0 && (
                <Button variant="subtle" size="compact-sm" loading={mark.isPending} onClick={readAll}>
                  Mark all as read
                </Button>
              )}
              <Notifications />
            </Group>
            <ul className={classes.notices}>
              {notices.map((notice) => (
                <NoticeItem
                  key={notice.id}
                  notice={notice}
                  mark={(read) => mark.mutate({ body: { ids: [notice.id], read } })}
                />
              ))}
            </ul>
          </div>
        )
      }
    </Ready>
  )
}

function NoticeItem({ notice, mark }: { notice: Notice; mark: (read: boolean) => void }) {
  const { instant } = useFormat()
  const isUnread = notice.readAt === null
  const to = notice.about?.path ?? (notice.actionId && `/actions?tab=inbox&action=${notice.actionId}`)
  return (
    <li className={classes.notice} data-unread={isUnread || undefined}>
      <span className={classes.dot} aria-hidden />
      <div>
        <div className={classes.what}>
          {notice.by} {does[notice.kind]}
          {to && ': '}
          {to && (
            <Anchor component={Link} underline="always" to={to as never} onClick={() => isUnread && mark(true)}>
              {notice.about?.title ?? 'open it'}
            </Anchor>
          )}
        </div>
        <p className={classes.words}>
          <Words text={notice.text} mentions={notice.mentions} />
        </p>
        <div className={classes.when}>{instant(notice.at)}</div>
      </div>
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => mark(isUnread)}>
        {isUnread ? 'Mark as read' : 'Mark as unread'}
      </Button>
    </li>
  )
}
