import { IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './states.module.css'

/** A screen without data teaches: what it will answer, what it needs, and the one step to get there. */
export function EmptyState(props: {
  title: string
  teaches: ReactNode
  needs?: ReactNode
  action?: ReactNode
  icon?: ReactNode
}) {
  return (
    <div className={classes.empty} data-explained>
      <span className={classes.icon} aria-hidden>
        {props.icon ?? <IconCircleDashed size={32} stroke={1.5} />}
      </span>
      <p className={classes.title}>{props.title}</p>
      <p className={classes.text}>{props.teaches}</p>
      {props.needs && <p className={classes.text}>What it needs: {props.needs}</p>}
      {props.action && <div className={classes.actions}>{props.action}</div>}
    </div>
  )
}
