import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { actionsContract } from '#actions/contract.ts'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Comment } from '../schema.ts'
import classes from './actions.module.css'
import { CommentForm } from './CommentForm.tsx'
import { Words } from './Words.tsx'

/** One comment; its author can change or withdraw it. */
export function CommentItem({ comment }: { comment: Comment }) {
  const { instant } = useFormat()
  const [editing, setEditing] = useState(false)
  const edit = useCommand(actionsContract.editComment, { onDone: () => setEditing(false) })
  const { noun, subjectId } = comment
  return (
    <li className={classes.comment}>
      <div className={classes.who}>
        <strong>{comment.saidBy}</strong>
        <span className={classes.when}>
          {instant(comment.saidAt)}
          {comment.editedAt && ', edited'}
        </span>
        {comment.isMine && !editing && <OwnMenu comment={comment} onEdit={() => setEditing(true)} />}
      </div>
      {editing ? (
        <CommentForm
          about={{ noun, id: subjectId }}
          label="Change the comment"
          submit="Save"
          initial={comment}
          saving={edit.isPending}
          onSave={(text) => edit.mutateAsync({ params: { id: comment.id }, body: { text } })}
          onCancel={() => setEditing(false)}
        />
      ) : (
        <p className={classes.words}>
          <Words text={comment.text} mentions={comment.mentions} />
        </p>
      )}
    </li>
  )
}

function OwnMenu({ comment, onEdit }: { comment: Comment; onEdit: () => void }) {
  const restore = useCommand(actionsContract.restoreComment)
  const withdraw = useCommand(actionsContract.withdrawComment, {
    onDone: ({ id }) => toast('Comment withdrawn', { undo: () => restore.mutate({ params: { id } }) }),
  })
  return (
    <Menu position="bottom-end" shadow="md" returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Edit or withdraw this comment">
          <IconDots size={16} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={onEdit}>Edit</Menu.Item>
        <Menu.Item onClick={() => withdraw.mutate({ params: { id: comment.id } })}>Withdraw</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
