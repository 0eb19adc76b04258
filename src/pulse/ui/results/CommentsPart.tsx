import { Button, Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import type { z } from 'zod'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { talkContract } from '../../talk/contract.ts'
import classes from '../pulse.module.css'

type Comment = z.output<(typeof talkContract.comments)['reply']>['comments'][number]

/** What people wrote, in random order, and the talk with writers whom nobody knows. */
export function CommentsPart({ roundId, commentK }: { roundId: string; commentK: number }) {
  const comments = useCall(talkContract.comments, { params: { id: roundId } })
  return (
    <Section title="Comments">
      <Ready call={comments} loading={<LoadingBlock height={120} />}>
        {({ comments: all }) =>
          all.length === 0 ? (
            <p className={classes.calm}>Nobody wrote a comment, or fewer than {commentK} answered in all.</p>
          ) : (
            <ul className={classes.comments}>
              {all.map((comment) => (
                <One key={comment.id} comment={comment} />
              ))}
            </ul>
          )
        }
      </Ready>
    </Section>
  )
}

function One({ comment }: { comment: Comment }) {
  const [isOpen, setOpen] = useState(false)
  return (
    <li>
      <p>{comment.body}</p>
      <p className={classes.calm}>
        {comment.question} {comment.group && `· ${comment.group}`}
      </p>
      {comment.lines.map((line) => (
        <p key={line.place} className={classes.line}>
          <strong>{line.byWriter ? 'The writer' : (line.author ?? 'The team')}</strong>: {line.body}
        </p>
      ))}
      {comment.canReply && !isOpen && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          Reply
        </Button>
      )}
      {isOpen && <ReplyForm id={comment.id} onDone={() => setOpen(false)} />}
    </li>
  )
}

function ReplyForm({ id, onDone }: { id: string; onDone: () => void }) {
  const reply = useCommand(talkContract.reply, { onDone })
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    reply.mutate({ params: { id }, body: { body: String(new FormData(event.currentTarget).get('body')) } })
  }
  return (
    <form onSubmit={submit} className={classes.reply}>
      <Textarea name="body" label="Reply to the writer, whom you do not know" required maxLength={2000} autosize />
      <Button type="submit" size="xs" loading={reply.isPending}>
        Send reply
      </Button>
    </form>
  )
}
