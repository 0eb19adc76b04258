import classes from '../incentives.module.css'
import type { Wrong } from './read-draft.ts'

/** Says beside the button how many inputs above are to be corrected: the form is longer than the window. */
export function WrongInputs({ wrong }: { wrong: Wrong }) {
  const count = Object.keys(wrong).length
  if (count === 0) return null
  return (
    <p role="alert" className={classes.wrong}>
      {count === 1 ? 'One input above is' : `${count} inputs above are`} to be corrected; nothing is saved yet.{' '}
      {Object.values(wrong)[0]}
    </p>
  )
}
