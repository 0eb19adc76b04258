import { Button, Group } from '@mantine/core'
import { actionsContract } from '#actions/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import type { Action } from '../schema.ts'
import { ActionItem } from './ActionItem.tsx'
import classes from './actions.module.css'
import { useChanges } from './use-changes.ts'

/** One action, with what can be done to it. */
export function ActionDetail({ id }: { id: string }) {
  const detail = useCall(actionsContract.action, { params: { id } }, { keepPrevious: false })
  return (
    <Ready call={detail} loading={<LoadingLines rows={3} />}>
      {(action) => (action.state === 'dropped' ? <Dropped action={action} /> : <Shown action={action} />)}
    </Ready>
  )
}

function Shown({ action }: { action: Action }) {
  return (
    <ul className={classes.actions}>
      <ActionItem action={action} showAbout />
    </ul>
  )
}

function Dropped({ action }: { action: Action }) {
  const { busy, reopen } = useChanges(action)
  return (
    <Group justify="space-between">
      <span>{action.title} (dropped)</span>
      <Button variant="default" size="xs" loading={busy} onClick={reopen}>
        Open again
      </Button>
    </Group>
  )
}
