import type { ReactNode } from 'react'
import { type Beside, Held } from './Held.tsx'
import classes from './page.module.css'

const foundFor = 1500

type NumberBelowProps = Beside & { value: ReactNode; rows: string; label?: string }

/** A number whose rows stand on the same screen: a click leads the eye and the keyboard to them. `rows` is the name of the grid, table or section. */
export function NumberBelow(props: NumberBelowProps) {
  const { value, rows, label } = props
  return (
    <Held {...props}>
      <button
        type="button"
        className={classes.door}
        {...(label && typeof value === 'string' && { 'aria-label': `${label}: ${value}` })}
        onClick={() => showRows(rows)}
      >
        {value}
      </button>
    </Held>
  )
}

function showRows(name: string): void {
  const rows = document.querySelector<HTMLElement>(`main [aria-label="${CSS.escape(name)}"]`)
  if (!rows) return
  if (rows.tabIndex < 0) rows.tabIndex = -1
  rows.scrollIntoView({ block: 'start' })
  rows.focus({ preventScroll: true })
  rows.dataset.found = ''
  setTimeout(() => delete rows.dataset.found, foundFor)
}
