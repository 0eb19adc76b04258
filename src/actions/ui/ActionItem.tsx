import { ActionIcon, Anchor, Checkbox, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Action } from '../schema.ts'
import { ActionForm } from './ActionForm.tsx'
import classes from './actions.module.css'
import { useChanges } from './use-changes.ts'

/** One action: tick it off, change it, drop it; each can be undone. */
export function ActionItem({ action, showAbout = false }: { action: Action; showAbout?: boolean }) {
  const { can } = useSession()
  const [editing, setEditing] = useState(false)
  const { busy, error, finish, reopen, drop, change } = useChanges(action)
  const isDone = action.state === 'done'
  if (editing) {
    return (
      <li>
        <ActionForm
          about={action.about}
          initial={action}
          submit="Save"
          saving={busy}
          error={error}
          onSave={(values) => change(values, () => setEditing(false))}
          onCancel={() => setEditing(false)}
        />
      </li>
    )
  }
  return (
    <li className={classes.action} data-done={isDone || undefined}>
      <Checkbox
        checked={isDone}
        disabled={!can('actions:write') || busy}
        onChange={isDone ? reopen : finish}
        aria-label={isDone ? `Open again: ${action.title}` : `Done: ${action.title}`}
      />
      <div>
        <div className={classes.title}>{action.title}</div>
        <Facts action={action} showAbout={showAbout} />
      </div>
      {can('actions:write') && <More title={action.title} onEdit={() => setEditing(true)} onDrop={drop} />}
    </li>
  )
}

function More({ title, onEdit, onDrop }: { title: string; onEdit: () => void; onDrop: () => void }) {
  return (
    <Menu position="bottom-end" shadow="md" returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Change or drop: ${title}`}>
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>Change</Menu.Item>
        <Menu.Item onClick={onDrop}>Drop</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

function Facts({ action, showAbout }: { action: Action; showAbout: boolean }) {
  const { day } = useFormat()
  const { about, dueOn, ownerName, doneAt, doneBy } = action
  return (
    <div className={classes.when}>
      {doneAt !== null ? (
        <span>
          done by {doneBy} on {day(doneAt)}
        </span>
      ) : (
        <>
          <span>{ownerName ?? 'nobody yet'}</span>
          {dueOn && (
            <span>{action.isLate ? <Tone tone="behind">late since {day(dueOn)}</Tone> : `by ${day(dueOn)}`}</span>
          )}
        </>
      )}
      {!action.isMine && action.addedBy !== ownerName && <span>from {action.addedBy}</span>}
      {action.isMine && action.addedBy !== ownerName && <span>given by {action.addedBy}</span>}
      {showAbout && about?.path && (
        <Anchor component={Link} to={about.path as never} size="xs">
          {about.title}
        </Anchor>
      )}
    </div>
  )
}
