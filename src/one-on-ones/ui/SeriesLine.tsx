import { Anchor, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { basePath } from '#platform/ui/base-path.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { oneOnOnesContract, type Series } from '../contract.ts'
import classes from './one-on-ones.module.css'
import { Proposals } from './Proposals.tsx'

/** The other one of the two. */
export function otherOf(series: Series | undefined, personId: string | null): Series['member'] | undefined {
  return series?.manager.id === personId ? series?.member : series?.manager
}

/** One series: when the next talk is, and what can become of it. */
export function SeriesLine(props: { series: Series; personId: string | null; onOpen: () => void }) {
  const { series, personId, onOpen } = props
  const { instant } = useFormat()
  const [isMoving, setMoving] = useState(false)
  const change = useCommand(oneOnOnesContract.change)
  const { next } = series
  const other = otherOf(series, personId)
  const tell = (state: 'held' | 'skipped') => next && change.mutate({ params: { id: next.id }, body: { state } })
  return (
    <li>
      <p>
        <strong>{other?.name}</strong>, {series.minutes} minutes every {series.everyDays} days
      </p>
      <p className={classes.calm}>
        {next ? `Next ${instant(next.startsAt)}` : 'Nothing planned'}
        {series.lastHeldAt && `, last held ${instant(series.lastHeldAt)}`}; {series.openItems} open items carry over.{' '}
        {next && (
          <Anchor href={`${basePath()}/api/one-on-ones/meetings/${next.id}/invitation`} size="sm">
            Calendar file
          </Anchor>
        )}
      </p>
      <div className={classes.buttons}>
        <Button size="xs" onClick={onOpen}>
          Agenda and notes
        </Button>
        <Button size="xs" variant="default" onClick={() => tell('held')}>
          Was held
        </Button>
        <Button size="xs" variant="default" onClick={() => tell('skipped')}>
          Skip
        </Button>
        {next && (
          <Button size="xs" variant="default" aria-expanded={isMoving} onClick={() => setMoving(!isMoving)}>
            Move
          </Button>
        )}
      </div>
      {isMoving && next && other && <MoveForm meetingId={next.id} withId={other.id} onDone={() => setMoving(false)} />}
    </li>
  )
}

function MoveForm({ meetingId, withId, onDone }: { meetingId: string; withId: string; onDone: () => void }) {
  const [to, setTo] = useState('')
  const change = useCommand(oneOnOnesContract.change, { onDone })
  function submit(event: FormEvent): void {
    event.preventDefault()
    change.mutate({ params: { id: meetingId }, body: { startsAt: new Date(to).toISOString() } })
  }
  return (
    <form onSubmit={submit} className={classes.form}>
      <Proposals withId={withId} onChoose={setTo} />
      <TextInput
        type="datetime-local"
        label="Move it to"
        value={to}
        onChange={(event) => setTo(event.currentTarget.value)}
        required
      />
      <Button type="submit" size="xs" loading={change.isPending}>
        Move it
      </Button>
    </form>
  )
}
