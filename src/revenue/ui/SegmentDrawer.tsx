import { useSegment } from '#pipeline/ui/public/SegmentPicker.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import classes from './revenue.module.css'
import { ScoredDealsGrid } from './ScoredDealsGrid.tsx'
import { useView } from './use-view.ts'

/** The door to the open deals of one segment of the outlook. */
export function segmentDoor(_by: string, { keys }: { keys: string[] }): string {
  return `segment:${keys[0] ?? ''}`
}

type Told = { keys: string[]; labels: string[] }

/** The open deals of the segment whose door is open, with their chances. */
export function SegmentDrawer({ segments }: { segments: readonly Told[] }) {
  const [door] = useUrlParam('door')
  const by = useSegment()
  const [kind, ...rest] = (door ?? '').split(':')
  if (kind !== 'segment' || by === null) return null
  const key = rest.join(':')
  const label = segments.find(({ keys }) => (keys[0] ?? '') === key)?.labels[0]
  return (
    <DetailDrawer
      param="door"
      size={1040}
      title={label ? `Open deals: ${label}` : 'Open deals of this segment'}
      definition="The open deals of this segment by what they are expected to book in the period: chance times amount. What is won already, and deals not created yet, come on top."
    >
      <SegmentDeals by={by} keys={key} />
    </DetailDrawer>
  )
}

function SegmentDeals({ by, keys }: { by: string; keys: string }) {
  const { period, asOf } = useView()
  const { number } = useFormat()
  const query = { ...period, ...asOf, by, keys, sort: 'expected', limit: 200 } as never
  const call = useCall(revenueContract.scoredDeals, { query }, { enabled: keys !== '' })
  if (keys === '') {
    return (
      <p className={classes.calm}>
        These deals do not exist yet: as many as earlier periods brought from this day on, and not in any segment so
        far.
      </p>
    )
  }
  return (
    <Ready call={call} loading={<LoadingLines rows={8} />}>
      {({ deals, count, currency }) =>
        deals.length === 0 ? (
          <p className={classes.calm}>No deal of this segment is open; it has deals won, or deals not created yet.</p>
        ) : (
          <>
            {count > deals.length && (
              <p className={classes.calm}>
                The {number(deals.length)} of {number(count)} that add most.
              </p>
            )}
            <ScoredDealsGrid deals={deals} currency={currency} count={count} />
          </>
        )
      }
    </Ready>
  )
}
