import { Button } from '@mantine/core'
import { useState } from 'react'
import { Timeline } from '#platform/ui/page/Timeline.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { DealLine, DealLineChange } from '../../deals/lines/contract.ts'

type Format = ReturnType<typeof useFormat>

/** How the products came to be what they are; shown when it is asked for. */
export function LineChanges({ changes }: { changes: DealLineChange[] }) {
  const [shows, setShows] = useState(false)
  const format = useFormat()
  if (changes.length === 0) return null
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        mt="xs"
        aria-expanded={shows}
        onClick={() => setShows((before) => !before)}
      >
        {shows ? 'Hide how they changed' : `How they changed (${format.number(changes.length)})`}
      </Button>
      {shows && (
        <Timeline
          label="Changes of products"
          entries={changes.map((change) => ({
            id: `${change.id} ${change.what}`,
            at: format.moment(change.at),
            who: change.byImport ? 'Import' : change.who,
            what: `${change.what} ${change.itemName}`,
            ...(change.from && change.to && { from: told(change.from, format), to: told(change.to, format) }),
            ...(change.what === 'taken back' && { tone: 'edited' as const }),
            ...(!(change.from && change.to) && { note: noteOf(change, format) }),
          }))}
        />
      )}
    </>
  )
}

function noteOf({ from, to, held }: DealLineChange, format: Format): string {
  const line = told((to ?? from)!, format)
  if (!held) return line
  const span = `from ${format.moment(held.from)} until ${format.moment(held.until)}`
  return to ? `${line}; told late: it held ${span}` : `${line}; told late: it was not there ${span}`
}

function told(line: DealLine, { decimal, money, day }: Format): string {
  const ships = line.shipsOn ? `, ships ${day(line.shipsOn)}` : ''
  return `${decimal(line.quantity)} × ${line.itemName} for ${money(line.amountMinor, line.currency)}${ships}`
}
