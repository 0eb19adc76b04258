import type { Reason } from '../outlook/contract.ts'
import classes from './revenue.module.css'

/** Why a chance is above or below that of an average deal: each reason with its direction. */
export function ReasonList({ reasons, isLine = false }: { reasons: readonly Reason[]; isLine?: boolean }) {
  if (reasons.length === 0) return <span className={classes.none}>no reason stands out</span>
  const words = reasons.map((reason) => (
    <span key={reason.column} className={classes.reason}>
      <span className={reason.logOdds > 0 ? classes.up : classes.down}>
        <span aria-hidden>{reason.logOdds > 0 ? '▲' : '▼'}</span>
        <span className={classes.unseen}>{reason.logOdds > 0 ? 'for: ' : 'against: '}</span>
      </span>{' '}
      {reason.says}
    </span>
  ))
  return isLine ? <span className={classes.reasons}>{words}</span> : <div className={classes.reasonList}>{words}</div>
}
