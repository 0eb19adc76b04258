import { Title } from '@mantine/core'
import { actionsContract } from '#actions/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import classes from '../actions.module.css'
import { CommentForm } from '../CommentForm.tsx'
import { CommentItem } from '../CommentItem.tsx'

/** What was said of a thing, oldest first, with a place to say more: `<CommentsOn noun="plan" id={plan.id} />`. */
export function CommentsOn({ noun, id }: { noun: string; id: string }) {
  const { can } = useSession()
  const said = useCall(actionsContract.comments, { query: { noun, id, limit: 500 } }, { keepPrevious: false })
  const withdraw = useCommand(actionsContract.withdrawComment)
  const add = useCommand(actionsContract.comment, {
    onDone: (comment) => {
      toast('Comment added', { undo: () => withdraw.mutate({ params: { id: comment.id } }) })
    },
  })
  return (
    <section className={classes.part} aria-label="Comments">
      <Title order={3} className={classes.heading}>
        Comments
      </Title>
      <Ready call={said} loading={<LoadingLines rows={2} />}>
        {({ comments }) =>
          comments.length > 0 && (
            <ol className={classes.comments}>
              {comments.map((comment) => (
                <CommentItem key={comment.id} comment={comment} />
              ))}
            </ol>
          )
        }
      </Ready>
      {can('actions:write') && (
        <CommentForm
          about={{ noun, id }}
          label="Write a comment"
          submit="Comment"
          saving={add.isPending}
          onSave={(text) => add.mutateAsync({ body: { noun, id, text } })}
        />
      )}
    </section>
  )
}
