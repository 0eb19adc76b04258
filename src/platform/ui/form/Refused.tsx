import { CallError } from '../call.ts'
import classes from './form.module.css'

/** Why a form was not saved, beside its button: what, which value, what to do now. */
export function Refused({ error }: { error: unknown }) {
  if (!error) return null
  const { message, wayOut = null } = error instanceof CallError ? error.problem : { message: String(error) }
  return (
    <div className={classes.refused} role="alert">
      <p className={classes.message}>{message}</p>
      {wayOut && <p>{wayOut}</p>}
    </div>
  )
}
