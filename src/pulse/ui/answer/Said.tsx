import classes from './answer.module.css'
import { wordsOf } from './asked.ts'

/** What went wrong, and what to do now. */
export function Said({ error }: { error: Error }) {
  const { message, wayOut } = wordsOf(error)
  return (
    <p role="alert" className={classes.refused}>
      {message} {wayOut}
    </p>
  )
}
