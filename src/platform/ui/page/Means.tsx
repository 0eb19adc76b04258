import { Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './page.module.css'

/** The small sign behind a sentence or a name that opens what its numbers mean, what they count and what they leave out. */
export function Means({ of, children }: { of: string; children: ReactNode }) {
  return (
    <Popover width={320} position="bottom" shadow="md" trapFocus returnFocus withArrow>
      <Popover.Target>
        <button type="button" className={classes.means} data-means aria-label={`${of}: what the numbers mean`}>
          <IconInfoCircle size="1em" aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.meaning}>{children}</Popover.Dropdown>
    </Popover>
  )
}

/** A sentence whose numbers say what they mean; `rows` is the short link to the rows they all count, where that is one thing. */
export function Explained(props: {
  of: string
  means: ReactNode
  rows?: ReactNode
  children: ReactNode
  className?: string | undefined
}) {
  return (
    <p data-explained data-tile={props.rows ? true : undefined} className={props.className}>
      {props.children}
      {props.rows && <> {props.rows}</>}
      <Means of={props.of}>{props.means}</Means>
    </p>
  )
}

/** The name of a column or a figure, or the figure itself, which opens what it means: `<th><Defined name="Stalled" means="…" /></th>`. */
export function Defined({ name, means }: { name: ReactNode; means: ReactNode }) {
  return (
    <Popover width={320} position="bottom" shadow="md" trapFocus returnFocus withArrow>
      <Popover.Target>
        <button type="button" className={classes.defined} data-means>
          {name}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.meaning}>{means}</Popover.Dropdown>
    </Popover>
  )
}
