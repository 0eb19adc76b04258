import { Anchor, Button, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { basePath } from '#platform/ui/base-path.ts'
import { toast } from '#platform/ui/toast.tsx'
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
  const [isEnding, setEnding] = useState(false)
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
        <Button size="xs" variant="subtle" aria-expanded={isEnding} onClick={() => setEnding(!isEnding)}>
          End
        </Button>
      </div>
      {isEnding && <EndForm seriesId={series.id} name={other?.name ?? ''} onCancel={() => setEnding(false)} />}
      {isMoving && next && other && <MoveForm meetingId={next.id} withId={other.id} onDone={() => setMoving(false)} />}
    </li>
  )
}

/** Asks before a series ends, which cannot be taken back: a new one is planned instead. */
function EndForm({ seriesId, name, onCancel }: { seriesId: string; name: string; onCancel: () => void }) {
  const end = useCommand(oneOnOnesContract.end, { onDone: () => toast(`The one-on-ones with ${name} have ended`) })
  return (
    <div className={classes.form}>
      <p className={classes.calm}>
        No further talk is planned with {name}. What was written stays readable for the two of you under Earlier talks.
        An ended series does not begin again; plan a new one then.
      </p>
      <div className={classes.buttons}>
        <Button
          size="xs"
          color="vermilion"
          loading={end.isPending}
          onClick={() => end.mutate({ params: { id: seriesId } })}
        >
          End the one-on-ones with {name}
        </Button>
        <Button size="xs" variant="default" onClick={onCancel}>
          Keep them
        </Button>
      </div>
    </div>
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
