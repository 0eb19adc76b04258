import { StackedArea } from '#platform/ui/charts/StackedArea.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { CycleSegment } from '../schema.ts'
import classes from './pipeline.module.css'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'
import { WindowSwitch } from './WindowSwitch.tsx'

/** How long deals take, with those counted that are still open. */
export function CycleTab() {
  const { ready, view } = useView()
  const { window } = useWindow()
  const call = useCall(pipelineContract.cycles, { query: { ...view, ...window } }, { enabled: ready })
  return (
    <>
      <WindowSwitch />
      <Ready call={call}>{({ segments }) => segments[0] && <Curves segment={segments[0]} />}</Ready>
    </>
  )
}

function Curves({ segment }: { segment: CycleSegment }) {
  const { number, percent } = useFormat()
  const { points, deals, open, medianDays, leftOut } = segment
  const last = points.at(-1)
  const of = (value: string, label: string, outcome?: 'won' | 'lost' | 'open') => (
    <NumberDoor value={value} door={outcome ? `set:created:outcome:${outcome}` : 'set:created'} label={label} />
  )
  const marks = evenly(points)
  return (
    <>
      <Explained
        className={classes.sentence}
        of="Sales cycle"
        means="Kaplan-Meier over all deals created in the window: deals that are still open count for as long as they have been open."
      >
        {medianDays === null ? (
          <>Of {of(number(deals), 'Created')} deals, fewer than half have closed so far</>
        ) : (
          <>
            Half of {of(number(deals), 'Created')} deals close within {of(number(medianDays), 'Median days to close')}{' '}
            days of their creation
          </>
        )}
        {last && (
          <>
            ; {of(percent(last.wonShare), 'Won share', 'won')} are won within{' '}
            {of(number(last.days), 'Most days to close')} days, {of(percent(last.lostShare), 'Lost share', 'lost')} lost
          </>
        )}
        . {of(number(open), 'Still open', 'open')} are still open, and counted as such.
        {leftOut > 0 && ` ${number(leftOut)} have no creation day, or closed before it, and are in no curve.`}
      </Explained>
      {last && (
        <StackedArea
          label="Won, lost and open by days since creation"
          unit="%"
          periods={marks.map(({ days }) => `${days} days`)}
          series={[
            { id: 'won', label: 'Won', values: marks.map((point) => point.wonShare * 100) },
            { id: 'lost', label: 'Lost', values: marks.map((point) => point.lostShare * 100) },
            { id: 'open', label: 'Open', values: marks.map((point) => point.open * 100) },
          ]}
        />
      )}
      <p className={classes.note}>
        Kaplan-Meier for the share still open, Aalen-Johansen for won and lost, each competing with the other. The mean
        of won deals alone would be too short: it leaves out those that take longest.
      </p>
    </>
  )
}

/** The curves at even steps: each value holds until the next. */
function evenly(points: CycleSegment['points']) {
  const end = points.at(-1)?.days ?? 0
  const step = Math.max(1, Math.ceil(end / 60))
  const start = { wonShare: 0, lostShare: 0, open: 1 }
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, at) => {
    const days = at * step
    const point = points.findLast((each) => each.days <= days) ?? start
    return { days, wonShare: point.wonShare, lostShare: point.lostShare, open: point.open }
  })
}
