import { Button } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import { crmContract } from '#crm/contract.ts'
import { labelOf } from '#platform/fields.ts'
import { keptFieldName } from '#platform/kept/kept.ts'
import { Timeline, type TimelineEntry } from '#platform/ui/page/Timeline.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealEvent, DealRow } from '../deals/contract.ts'
import { dealFields } from '../deals/fields.ts'
import classes from './crm.module.css'
import { categoryName } from './deal-columns.tsx'

/** How a deal came to be what it is: what changed, from what to what, who, when, and what was learned late. */
export function DealHistory({ deal, history }: { deal: DealRow; history: DealEvent[] }) {
  const format = useFormat()
  const undo = useCommand(crmContract.undoDealEdit, { onDone: () => toast('Taken back; the history keeps both.') })
  return (
    <section aria-label="History">
      <h3 className={classes.part}>History</h3>
      <Timeline
        entries={history.map((event) =>
          entryOf(event, format, () =>
            undo.mutate({ params: { id: deal.id }, body: { recordedAt: event.recordedAt } }),
          ),
        )}
      />
    </section>
  )
}

type Format = ReturnType<typeof useFormat>

function entryOf(event: DealEvent, format: Format, undo: () => void): TimelineEntry {
  const who = event.byImport ? 'Import' : event.who
  const notes = notesOf(event, format)
  const isEdited = event.retractedAt !== null || event.rewritesPast || event.lateDays > 0
  return {
    id: event.id,
    at: format.moment(event.validAt),
    what: <What event={event} who={who} format={format} />,
    ...(isEdited && { tone: 'edited' as const }),
    ...(notes && { note: notes }),
    ...(event.canUndo && {
      note: (
        <>
          {notes}
          <Button variant="subtle" size="compact-xs" onClick={undo}>
            Undo
          </Button>
        </>
      ),
    }),
  }
}

function What({ event, who, format }: { event: DealEvent; who: string | null; format: Format }): ReactNode {
  const shown = event.changes.filter(
    (change) => change.field !== 'amountBasis' && (!event.isFirst || firstFields.includes(change.field)),
  )
  if (shown.length === 0) return `${who ? `${who} confirmed` : 'Confirmed'} it as it was`
  return (
    <>
      {event.isFirst ? `${who ? `${who} added` : 'Added'} the deal` : who && <strong>{who}</strong>}
      <div className={classes.changes}>
        {shown.map((change) => (
          <Fragment key={change.field}>
            <span>{keptFieldName(change.field) ?? labelOf(dealFields, change.field)}</span>
            <span>
              {!event.isFirst && (
                <>
                  <span className={classes.from}>{readable(change.field, change.from, event, format)}</span>
                  {' → '}
                </>
              )}
              {readable(change.field, change.to, event, format)}
            </span>
          </Fragment>
        ))}
      </div>
    </>
  )
}

const firstFields = ['ownerId', 'stageId', 'amountMinor', 'expectedClose']

function notesOf(event: DealEvent, format: Format): string | null {
  const parts: string[] = []
  const recorded = format.instant(event.recordedAt)
  if (event.lateDays > 0)
    parts.push(`Late: recorded ${event.lateDays} ${event.lateDays === 1 ? 'day' : 'days'} after, ${recorded}`)
  else if (event.rewritesPast) parts.push(`Late correction, recorded ${recorded}`)
  if (event.reason) parts.push(`“${event.reason}”`)
  if (event.retractedAt) {
    parts.push(`Taken back ${format.instant(event.retractedAt)}${event.retractedBy ? ` by ${event.retractedBy}` : ''}`)
  }
  return parts.length > 0 ? parts.join(' · ') : null
}

function readable(field: string, value: string | number | null, event: DealEvent, format: Format): string {
  if (value === null) return 'none'
  if (field === 'amountMinor') return format.money(Number(value), event.currency)
  if (field === 'forecastCategory') return categoryName(String(value))
  if (field === 'expectedClose' || field === 'closedOn') return format.day(String(value))
  return String(value)
}
