import { Popover } from '@mantine/core'
import { IconInfoCircle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import classes from './page.module.css'

/** The small sign behind a sentence or a name that opens what its numbers mean, what they count and what they leave out. */
export function Means({ of, children }: { of: string; children: ReactNode }) {
  return (
    <Popover width={320} position="bottom" shadow="md" trapFocus withArrow>
      <Popover.Target>
        <button type="button" className={classes.means} aria-label={`${of}: what the numbers mean`}>
          <IconInfoCircle size="1em" aria-hidden />
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.meaning}>{children}</Popover.Dropdown>
    </Popover>
  )
}

/** A sentence whose numbers say what they mean. */
export function Explained(props: {
  of: string
  means: ReactNode
  children: ReactNode
  className?: string | undefined
}) {
  return (
    <p data-explained className={props.className}>
      {props.children}
      <Means of={props.of}>{props.means}</Means>
    </p>
  )
}

/** The name of a column or a figure, which opens what it means: `<th><Defined name="Stalled" means="…" /></th>`. */
export function Defined({ name, means }: { name: string; means: ReactNode }) {
  return (
    <Popover width={320} position="bottom" shadow="md" trapFocus withArrow>
      <Popover.Target>
        <button type="button" className={classes.defined}>
          {name}
        </button>
      </Popover.Target>
      <Popover.Dropdown className={classes.meaning}>{means}</Popover.Dropdown>
    </Popover>
  )
}
