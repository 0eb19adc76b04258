import classes from './answer.module.css'
import type { Asked } from './token.ts'
import type { Words } from './words.ts'

/** What is promised, before the first question. */
export function Terms({ round, cell, text }: { round: Asked; cell: Asked['cells'][number]; text: Words }) {
  return (
    <div className={classes.terms}>
      <p>{text.answering(cell.eligible, cell.name, round.company)}</p>
      <p>{text.hidden(round.k, round.commentK)}</p>
      <details>
        <summary>{text.how}</summary>
        <p>{text.claim}</p>
        <p>{text.limits}</p>
        <p className={classes.key}>{cell.fingerprint}</p>
      </details>
    </div>
  )
}
