import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import classes from './page.module.css'

/** A number whose rows stand on a screen: a click leads there. `label` says what it counts, for those who hear it. */
export function NumberLink(props: { value: ReactNode; to: string; label?: string }) {
  const { value, to, label } = props
  return (
    <Link
      to={to as never}
      className={classes.door}
      {...(label && typeof value === 'string' && { 'aria-label': `${label}: ${value}` })}
    >
      {value}
    </Link>
  )
}
