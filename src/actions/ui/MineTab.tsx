import { Title } from '@mantine/core'
import { actionsContract } from '#actions/contract.ts'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { byTime } from '../by-time.ts'
import type { Action } from '../schema.ts'
import { ActionItem } from './ActionItem.tsx'
import classes from './actions.module.css'

/** What I have to do, by when; and what others have to do for me. */
export function MineTab() {
  const mine = useCall(actionsContract.actions, { query: { owner: 'me', state: 'open', limit: 500 } })
  const given = useCall(actionsContract.actions, { query: { addedBy: 'me', state: 'open', limit: 500 } })
  const others = given.data?.actions.filter(({ isMine }) => !isMine) ?? []
  return (
    <div className={classes.narrow}>
      <Ready call={mine} loading={<LoadingLines rows={6} />}>
        {({ actions }) =>
          actions.length === 0 ? (
            <EmptyState
              title="Nothing to do"
              teaches="An action is something to do, with an owner and a day. Add one here, or in the drawer of a deal, an account, a person or an item; others can give you some too."
            />
          ) : (
            byTime(actions).map(({ label, actions: some }) => <Group key={label} label={label} actions={some} />)
          )
        }
      </Ready>
      {others.length > 0 && <Group label="Given to others" actions={others} />}
    </div>
  )
}

function Group({ label, actions }: { label: string; actions: Action[] }) {
  return (
    <section className={classes.group} aria-label={label}>
      <Title order={2} className={classes.heading}>
        {label}
      </Title>
      <ul className={classes.actions}>
        {actions.map((action) => (
          <ActionItem key={action.id} action={action} showAbout />
        ))}
      </ul>
    </section>
  )
}
