import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { StageDuration } from '../schema.ts'
import classes from './pipeline.module.css'
import { StagesBySegment } from './StagesBySegment.tsx'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'
import { WindowSwitch } from './WindowSwitch.tsx'

/** How long deals stay in each stage, and which open ones stay too long. */
export function StagesTab() {
  const { ready, view } = useView()
  const { window } = useWindow()
  const call = useCall(pipelineContract.stages, { query: { ...view, ...window } }, { enabled: ready })
  const { number, shortMoney } = useFormat()
  return (
    <>
      <WindowSwitch />
      <Ready call={call}>
        {({ stages, basis }) => {
          const stalled = stages.reduce((sum, stage) => sum + stage.stalledDeals, 0)
          const worth = stages.reduce((sum, stage) => sum + stage.stalledMinor, 0)
          return (
            <>
              <Explained
                className={classes.sentence}
                of="Stalled deals"
                means="A deal is stalled when it has been in its stage longer than nine in ten deals were before they left it. Deals without an amount add nothing to the worth."
              >
                <NumberDoor value={number(stalled)} door="set:stalled" label="Stalled deals" /> open{' '}
                {stalled === 1 ? 'deal' : 'deals'} worth{' '}
                <NumberDoor value={shortMoney(worth, basis.currency)} door="set:stalled" label="Worth" /> have been in
                their stage longer than nine in ten deals were before they left it.
              </Explained>
              <Durations stages={stages} currency={basis.currency} />
              <StagesBySegment stages={stages} currency={basis.currency} />
            </>
          )
        }}
      </Ready>
    </>
  )
}

function Durations({ stages, currency }: { stages: StageDuration[]; currency: string }) {
  const { number, money } = useFormat()
  const days = (value: number | null) => (value === null ? '' : number(value, 1))
  return (
    <ScrollRegion label="Stages">
      <table className={classes.table}>
        <thead>
          <tr>
            <th>Stage</th>
            <th className={classes.figure}>
              <Defined name="Visits ended" means="How often a deal left this stage within the window." />
            </th>
            <th className={classes.figure}>
              <Defined name="Median days" means="Half of these visits were shorter." />
            </th>
            <th className={classes.figure}>
              <Defined
                name="With open ones"
                means="The median with deals counted that are still in the stage (Kaplan-Meier)."
              />
            </th>
            <th className={classes.figure}>
              <Defined name="9 in 10 within" means="Nine in ten visits were at most this many days." />
            </th>
            <th className={classes.figure}>
              <Defined name="Open now" means="Open deals that stand in this stage." />
            </th>
            <th className={classes.figure}>
              <Defined name="Worth" means="Amounts of the open deals in this stage." />
            </th>
            <th className={classes.figure}>
              <Defined name="Median days so far" means="Half of the open deals have been here for fewer days." />
            </th>
            <th className={classes.figure}>
              <Defined name="Stalled" means="Open deals that have been here longer than nine in ten visits were." />
            </th>
            <th className={classes.figure}>
              <Defined name="Worth" means="Amounts of the stalled deals." />
            </th>
          </tr>
        </thead>
        <tbody>
          {stages.map((stage) => (
            <tr key={stage.stageId}>
              <th scope="row">
                <NumberDoor value={stage.name} door={`set:open:stage:${stage.stageId}`} />
              </th>
              <td className={classes.figure}>{number(stage.visits)}</td>
              <td className={classes.figure}>{days(stage.medianDays)}</td>
              <td className={classes.figure}>{days(stage.medianWithOpen)}</td>
              <td className={classes.figure}>{days(stage.days90)}</td>
              <td className={classes.figure}>{number(stage.openDeals)}</td>
              <td className={classes.figure}>{money(stage.openMinor, currency)}</td>
              <td className={classes.figure}>{days(stage.openMedianDays)}</td>
              <td className={classes.figure}>
                {stage.stalledAfter === null ? 'too few visits' : number(stage.stalledDeals)}
              </td>
              <td className={classes.figure}>{money(stage.stalledMinor, currency)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
