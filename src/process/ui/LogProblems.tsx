import { Explained } from '#platform/ui/page/Means.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { LogInfo } from '../schema.ts'
import classes from './process.module.css'

/** What is wrong or doubtful in an event log, with the worth of the cases it touches. */
export function LogProblems({ problems }: { problems: LogInfo['problems'] }) {
  const { number } = useFormat()
  const told = problems.map(
    ({ kind, rows, example, amount }) =>
      `${number(rows)} rows: ${kind}, first ${example}${amount === null ? '' : `, worth ${number(amount)}`}`,
  )
  return (
    <Explained
      className={classes.sentence}
      of="What is wrong with this log"
      means="Rows without case, activity or readable time are left out. Rows at equal times keep the order of the file, and rows out of order are put in order by time; their worth is that of their cases."
    >
      {told.join('. ')}.
    </Explained>
  )
}
