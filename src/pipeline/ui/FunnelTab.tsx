import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import type { FunnelStage } from '../schema.ts'
import { FunnelBySegment } from './FunnelBySegment.tsx'
import classes from './pipeline.module.css'
import { useView } from './use-view.ts'
import { useWindow } from './use-window.ts'
import { WindowSwitch } from './WindowSwitch.tsx'

/** How far the deals created in the window came: reached, went on, won, and how long each step took. */
export function FunnelTab() {
  const { ready, view } = useView()
  const { window } = useWindow()
  const call = useCall(pipelineContract.funnel, { query: { ...view, ...window } }, { enabled: ready })
  const { number, percent } = useFormat()
  const created = (value: string, label: string, outcome?: 'won' | 'lost' | 'open') => (
    <NumberDoor value={value} door={outcome ? `set:created:outcome:${outcome}` : 'set:created'} label={label} />
  )
  return (
    <>
      <WindowSwitch />
      <Ready call={call}>
        {({ stages, deals, won, lost, open, pipeline }) => (
          <>
            <Explained
              className={classes.sentence}
              of="Funnel"
              means="Deals created in the window, by what became of them until now. A share of won deals still moves while some are open."
            >
              Of {created(number(deals), 'Created')} deals created{pipeline ? ` in ${pipeline.name}` : ''},{' '}
              {created(number(won), 'Won', 'won')} were won{' '}
              {deals > 0 && <>({created(percent(won / deals), 'Won share', 'won')})</>},{' '}
              {created(number(lost), 'Lost', 'lost')} lost, and {created(number(open), 'Still open', 'open')} are still
              open: what is not finished will move these shares.
            </Explained>
            <ScrollRegion label="Funnel">
              <table className={classes.table}>
                <FunnelHead />
                <tbody>
                  {stages.map((stage) => (
                    <StageRow key={stage.stageId} stage={stage} most={stages[0]?.reached ?? 0} />
                  ))}
                </tbody>
              </table>
            </ScrollRegion>
            <p className={classes.note}>
              Counted from history: a deal reached a stage if it ever was in it or past it. Went on: reached a later
              stage or was won, of those that reached it.
            </p>
            <FunnelBySegment stages={stages} />
          </>
        )}
      </Ready>
    </>
  )
}

const columns = [
  { name: 'Deals', means: 'Deals of the window that ever were in this stage or past it.' },
  { name: 'Went on', means: 'Of the deals that reached it, those that reached a later stage or were won.' },
  { name: 'By value', means: 'The same share, weighed by amounts; deals without an amount are left out.' },
  { name: 'Won in the end', means: 'Of the deals that reached it, those that are won by now.' },
  {
    name: 'Median days to go on',
    means: 'Half of the deals that went on needed fewer days from reaching this stage to the next.',
  },
  { name: 'Lost here', means: 'Deals that were lost in this stage.' },
  { name: 'Open here', means: 'Deals that stand in this stage now.' },
  { name: 'Skipped', means: 'Deals that went past this stage without being in it.' },
  { name: 'Came back', means: 'Deals that returned to this stage from a later one.' },
] as const

function FunnelHead() {
  return (
    <thead>
      <tr>
        <th>Stage</th>
        <th>Reached</th>
        {columns.map((column) => (
          <th key={column.name} className={classes.figure}>
            <Defined {...column} />
          </th>
        ))}
      </tr>
    </thead>
  )
}

function StageRow({ stage, most }: { stage: FunnelStage; most: number }) {
  const { number, percent } = useFormat()
  const share = (value: number | null) => (value === null ? '' : percent(value))
  return (
    <tr>
      <th scope="row">
        <NumberDoor value={stage.name} door={`set:created:stage:${stage.stageId}`} />
      </th>
      <td className={classes.barCell}>
        <span className={classes.bar} style={{ width: `${most === 0 ? 0 : (stage.reached / most) * 100}%` }} />
      </td>
      <td className={classes.figure}>{number(stage.reached)}</td>
      <td className={classes.figure}>{share(stage.conversion)}</td>
      <td className={classes.figure}>{share(stage.valueConversion)}</td>
      <td className={classes.figure}>{share(stage.toWon)}</td>
      <td className={classes.figure}>{stage.medianDays === null ? '' : number(stage.medianDays, 1)}</td>
      <td className={classes.figure}>{number(stage.lostHere)}</td>
      <td className={classes.figure}>{number(stage.openHere)}</td>
      <td className={classes.figure}>{number(stage.skipped)}</td>
      <td className={classes.figure}>{number(stage.cameBack)}</td>
    </tr>
  )
}
