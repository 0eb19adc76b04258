import { IconPlugConnectedX } from '@tabler/icons-react'
import { connection, useIsLost } from '../connection.ts'
import classes from './states.module.css'

/** A quiet sign while the server does not answer: what is on screen stays, and may grow old. */
export function ConnectionSign() {
  const isLost = useIsLost()
  return (
    <div role="status" className={classes.connection}>
      {isLost && (
        <div className={classes.lost}>
          <IconPlugConnectedX size={16} aria-hidden />
          <span>Connection lost. What you see may be out of date.</span>
          <button type="button" onClick={() => connection.tryAgain()}>
            Try again
          </button>
        </div>
      )}
    </div>
  )
}
