import { Button } from '@mantine/core'
import type { ReactNode } from 'react'
import { crmContract } from '#crm/contract.ts'
import { Timeline, type TimelineEntry } from '#platform/ui/page/Timeline.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealEvent, DealRow } from '../deals/contract.ts'
import classes from './crm.module.css'

/** How a deal came to be what it is: what changed, from what to what, who, when, and what was learned late. */
export function DealHistory({ deal, history }: { deal: DealRow; history: DealEvent[] }) {
  const format = useFormat()
  const undo = useCommand(crmContract.undoDealEdit, { onDone: () => toast('Taken back; the history keeps both.') })
  return (
    <section aria-label="History">
      <h3 className={classes.part}>History</h3>
      <Timeline
        entries={history.flatMap((event) =>
          entriesOf(event, format, () =>
            undo.mutate({ params: { id: deal.id }, body: { recordedAt: event.recordedAt } }),
          ),
        )}
      />
    </section>
  )
}

type Format = ReturnType<typeof useFormat>

function entriesOf(event: DealEvent, format: Format, undo: () => void): TimelineEntry[] {
  const tone = event.retractedAt || event.rewritesPast ? ({ tone: 'edited' } as const) : {}
  const told = {
    at: format.instant(event.validAt),
    who: event.byImport ? 'Import' : event.who,
    note: <Notes event={event} format={format} undo={undo} />,
    ...tone,
  }
  const who = told.who ? {} : { who: undefined }
  if (event.isFirst)
    return [
      { ...told, ...who, id: event.id, what: `${told.who ? 'added' : 'Added'} the deal${firstWords(event, format)}` },
    ]
  const shown = event.changes.filter((change) => change.field !== 'amountBasis')
  if (shown.length === 0)
    return [{ ...told, ...who, id: event.id, what: told.who ? 'confirmed it as it was' : 'Confirmed as it was' }]
  return shown.map((change, at) => ({
    ...told,
    ...who,
    id: `${event.id}-${change.field}`,
    what: `${told.who ? 'changed' : 'Changed'} ${names[change.field] ?? change.field}`,
    from: readable(change.field, change.from, event, format),
    to: readable(change.field, change.to, event, format),
    ...(at > 0 && { note: undefined }),
  }))
}

function firstWords(event: DealEvent, format: Format): string {
  const told = ['stageId', 'amountMinor', 'expectedClose'].flatMap((field) => {
    const change = event.changes.find((each) => each.field === field)
    return change ? [`${names[field]} ${readable(field, change.to, event, format)}`] : []
  })
  return told.length > 0 ? `: ${told.join(', ')}` : ''
}

function Notes({ event, format, undo }: { event: DealEvent; format: Format; undo: () => void }): ReactNode {
  const parts: string[] = []
  if (event.lateDays > 0)
    parts.push(
      `learned ${event.lateDays} ${event.lateDays === 1 ? 'day' : 'days'} later, ${format.instant(event.recordedAt)}`,
    )
  else if (event.rewritesPast) parts.push(`late correction, recorded ${format.instant(event.recordedAt)}`)
  if (event.reason) parts.push(`“${event.reason}”`)
  if (event.retractedAt)
    parts.push(`taken back ${format.instant(event.retractedAt)}${event.retractedBy ? ` by ${event.retractedBy}` : ''}`)
  if (parts.length === 0 && !event.canUndo) return null
  return (
    <>
      {parts.join(' · ')}
      {event.canUndo && (
        <Button variant="subtle" size="compact-xs" onClick={undo}>
          Undo
        </Button>
      )}
    </>
  )
}

const names: Record<string, string> = {
  name: 'name',
  accountId: 'account',
  itemId: 'item',
  ownerId: 'owner',
  stageId: 'stage',
  forecastCategory: 'category',
  amountMinor: 'amount',
  currency: 'currency',
  expectedClose: 'expected close',
  closedOn: 'close day',
}

function readable(field: string, value: string | number | null, event: DealEvent, format: Format): string {
  if (value === null) return 'none'
  if (field === 'amountMinor') return format.money(Number(value), event.currency)
  if (field === 'expectedClose' || field === 'closedOn') return format.day(String(value))
  return String(value)
}
