import type { ReactNode } from 'react'
import classes from './page.module.css'

/** A table wider than a phone scrolls sideways in here, by keyboard too: `<ScrollRegion label="Funnel"><table>…</table></ScrollRegion>`. */
export function ScrollRegion({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className={classes.scroll} aria-label={label} tabIndex={0}>
      {children}
    </section>
  )
}
