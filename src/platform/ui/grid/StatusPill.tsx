import { useEffect } from 'react'
import classes from './grid.module.css'
import type { Said } from './use-grid-clipboard.ts'

const staysMs = 8000

/** What was just done in a grid, told at its foot and to screen readers, for a while. */
export function StatusPill({ said, hush }: { said: Said; hush: () => void }) {
  useEffect(() => {
    if (!said) return
    const timer = setTimeout(hush, staysMs)
    return () => clearTimeout(timer)
  }, [said, hush])
  return (
    <div role="status" className={classes.said}>
      {said && (
        <div className={classes.pill}>
          {said.text}
          {said.withHeaders && (
            <button type="button" className={classes.pillMore} onClick={said.withHeaders}>
              Copy with headers
            </button>
          )}
        </div>
      )}
    </div>
  )
}
