import { useMemo } from 'react'
import { BySegment, type Figure } from '#pipeline/ui/public/BySegment.tsx'
import { useSegment } from '#pipeline/ui/public/SegmentPicker.tsx'
import { ErrorState } from '#platform/ui/page/ErrorState.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type OutlookReply, revenueContract } from '../contract.ts'
import classes from './revenue.module.css'
import { SegmentDrawer, segmentDoor } from './SegmentDrawer.tsx'
import { useView } from './use-view.ts'

type Row = OutlookReply['segments'][number]
type Whole = NonNullable<OutlookReply['outlook']>

/** What the period is expected to book, by a segment that one chooses. */
export function OutlookBySegment({ whole, currency }: { whole: Whole; currency: string }) {
  const { period, asOf } = useView()
  const by = useSegment()
  const query = { ...period, ...asOf, by } as never
  const call = useCall(revenueContract.outlook, { query }, { enabled: by !== null })
  const { percent } = useFormat()
  const figures = useMemo(() => figuresOf({ whole, currency, range: percent(0.8) }), [whole, currency, percent])
  return (
    <>
      <BySegment<Row>
        name="revenue-outlook-segments"
        title="Outlook by segment"
        door={segmentDoor}
        rows={call.data?.segments}
        figures={figures}
        words={
          <p className={classes.calm}>
            What is expected sums to the whole; ranges do not add up, as not all segments do badly at once. Deals not
            created yet are shared out as those of the last year were; where that cannot be known they stand in a row of
            their own.
          </p>
        }
      />
      {call.error && by && !call.data && <ErrorState error={call.error} retry={call.refetch} />}
      <SegmentDrawer segments={call.data?.segments ?? []} />
    </>
  )
}

function figuresOf({ whole, currency, range }: { whole: Whole; currency: string; range: string }): Figure<Row>[] {
  const money = (id: keyof Whole, header: string, means: string): Figure<Row> => ({
    ...{ id, header, means, as: 'money', currency, whole: whole[id], of: ({ outlook }) => outlook[id] },
  })
  const end = (id: 'loMinor' | 'hiMinor', header: string, means: string): Figure<Row> => ({
    ...{ id, header, means, as: 'money', currency, adds: false, of: ({ outlook }) => outlook[id] },
  })
  return [
    money('meanMinor', 'Expected', 'Won so far, what open deals add and what deals not created yet add.'),
    end('loMinor', `${range} from`, 'One in ten periods of this segment alone ends below; these do not add up.'),
    end('hiMinor', `${range} to`, 'One in ten periods of this segment alone ends above; these do not add up.'),
    money('closedMinor', 'Won so far', 'Won in the period by the day looked at.'),
    money('fromOpenMinor', 'From open deals', 'Each open deal with its chance of being won in the period.'),
    money('fromComingMinor', 'Not created yet', 'Deals that are still to be created and won in the period.'),
    {
      ...{ id: 'openDeals', header: 'Open deals', as: 'count', whole: whole.openDeals },
      means: 'Open deals that are not left out of the forecast, whenever they are due.',
      of: ({ outlook }) => outlook.openDeals,
    },
  ]
}
