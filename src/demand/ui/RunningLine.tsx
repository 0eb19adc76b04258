import { Anchor } from '@mantine/core'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import classes from './demand.module.css'
import { useAmounts } from './use-amounts.ts'
import { type DemandView, queryOf } from './use-view.ts'

/** One line on what came in the running period against its run-rate, and what that did to the periods after it. */
export function RunningLine({ view }: { view: DemandView }) {
  const { data } = useCall(demandContract.running, { query: { ...queryOf(view), node: view.node } })
  const amounts = useAmounts(view.measure)
  const { instant } = useFormat()
  const running = data?.running
  if (!running) return null
  const { moved, movedAt, sentence } = running
  return (
    <p className={classes.calm} aria-live="polite" data-explained data-tile>
      {sentence}
      {Math.abs(moved) >= 0.5 &&
        ` It moved the next ${view.grain === 'month' ? '3 months' : '4 weeks'} by ${moved > 0 ? '+' : '−'}${amounts.full(Math.abs(moved))}.`}{' '}
      <Anchor component="button" fz="inherit" onClick={() => view.change({ tab: 'running' })}>
        The orders behind it
      </Anchor>
      {movedAt && <span className={classes.when}> · moved {instant(movedAt)}</span>}
    </p>
  )
}
