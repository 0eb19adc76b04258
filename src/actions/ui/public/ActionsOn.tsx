import { Button, Title } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { actionsContract } from '#actions/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { ActionItem } from '../ActionItem.tsx'
import { AddAction } from '../AddAction.tsx'
import classes from '../actions.module.css'

/** What is to be done about a thing, with a place to add more: `<ActionsOn noun="decision" id={decision.id} />`. */
export function ActionsOn({ noun, id }: { noun: string; id: string }) {
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  const list = useCall(actionsContract.actions, { query: { noun, id, limit: 500 } }, { keepPrevious: false })
  return (
    <section className={classes.part} aria-label="Actions">
      <div className={classes.partHead}>
        <Title order={3} className={classes.heading}>
          Actions
        </Title>
        {can('actions:write') && !adding && (
          <Button
            variant="subtle"
            size="compact-sm"
            leftSection={<IconPlus size={14} aria-hidden />}
            onClick={() => setAdding(true)}
          >
            Add an action
          </Button>
        )}
      </div>
      {adding && <AddAction about={{ noun, id }} onClose={() => setAdding(false)} />}
      <Ready call={list} loading={<LoadingLines rows={2} />}>
        {({ actions }) =>
          actions.length > 0 && (
            <ul className={classes.actions}>
              {actions.map((action) => (
                <ActionItem key={action.id} action={action} />
              ))}
            </ul>
          )
        }
      </Ready>
    </section>
  )
}
