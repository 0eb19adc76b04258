import type { ReactNode } from 'react'
import classes from './page.module.css'

/** Punctuation that stays on the line of a number: `before="("`, `after=")"` or `after=","`. */
export type Beside = { before?: string; after?: string }

/** A number with its punctuation: a line may end before it, after it or within a long one, but not between a bracket or comma and the number. */
export function Held({ before, after, children }: Beside & { children: ReactNode }) {
  return (
    <span className={classes.held}>
      {before}
      {children}
      {after}
    </span>
  )
}
