import { Button } from '@mantine/core'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { DriftNews } from '../drift/schema.ts'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

/** What is not as it was: levels, seasons, items that stopped, feeds that fell silent; each said once. */
export function DriftPart({ view }: { view: DemandView }) {
  const call = useCall(demandContract.drift)
  const { number } = useFormat()
  return (
    <Ready call={call}>
      {({ drift }) => {
        const open = drift.filter(({ endedAt }) => endedAt === null)
        const past = drift.filter(({ endedAt }) => endedAt !== null)
        return (
          <div className={classes.accuracy}>
            <Explained
              className={classes.sentence}
              of="Not as it was"
              means="A level that moved, a year of another shape, an item that stopped being ordered, a feed that fell silent. Each is said once, by the topmost series that shows it, with what the forecast does about it."
            >
              {open.length === 0 ? (
                'Levels, seasons, items and feeds go their usual way.'
              ) : (
                <>
                  <NumberBelow value={number(open.length)} rows="List of what is not as it was" />{' '}
                  {open.length === 1 ? 'thing is' : 'things are'} not as {open.length === 1 ? 'it was' : 'they were'}.
                </>
              )}
            </Explained>
            <DriftList view={view} label="List of what is not as it was" drift={open} />
            {past.length > 0 && (
              <details>
                <summary className={classes.calm}>Over or dismissed: {number(past.length)}</summary>
                <DriftList view={view} label="Over or dismissed" drift={past} />
              </details>
            )}
          </div>
        )
      }}
    </Ready>
  )
}

function DriftList({ view, label, drift }: { view: DemandView; label: string; drift: readonly DriftNews[] }) {
  if (drift.length === 0) return null
  return (
    <ul className={classes.lines} aria-label={label}>
      {drift.map((each) => (
        <DriftRow key={each.id} view={view} drift={each} />
      ))}
    </ul>
  )
}

function DriftRow({ view, drift }: { view: DemandView; drift: DriftNews }) {
  const { can } = useSession()
  const { instant, number } = useFormat()
  const { id, key, territory, kind, sentence, reason, follows, series, foundAt, endedAt, endedAs, endedBy } = drift
  const dismiss = useCommand(demandContract.dismissDrift, { onDone: () => toast('Kept. It is not announced again.') })
  const look = () =>
    view.change(
      {
        node: key,
        territory: territory?.id ?? null,
        grain: 'month',
        measure: 'units',
        tab: kind === 'feed' ? 'periods' : 'treated',
      },
      { push: true },
    )
  return (
    <li>
      <strong>{sentence}</strong>
      <span style={{ display: 'flex', gap: 8, justifyContent: 'flex-end' }}>
        <Button size="compact-xs" variant="subtle" onClick={look}>
          Look
        </Button>
        {endedAt === null && can('demand:treat') && (
          <Button
            size="compact-xs"
            variant="subtle"
            loading={dismiss.isPending}
            onClick={() => dismiss.mutate({ params: { id } })}
          >
            Dismiss
          </Button>
        )}
      </span>
      <small style={{ gridColumn: '1 / -1', maxWidth: '80ch' }}>
        {reason} {follows}
      </small>
      <small style={{ gridColumn: '1 / -1' }}>
        Found {instant(foundAt)}
        {series > 1 && `, shown by ${number(series)} series`}
        {endedAt && `; ${endedAs === 'over' ? 'over' : `dismissed by ${endedBy}`} ${instant(endedAt)}`}
      </small>
    </li>
  )
}
