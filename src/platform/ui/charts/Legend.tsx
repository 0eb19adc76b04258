import type { CSSProperties } from 'react'
import classes from './charts.module.css'

type Look = 'solid' | 'dashed' | 'thin' | 'area' | 'hatch' | 'mark' | 'ring'
export type LegendKey = { name: string; colour: string; look: Look }

/** What the lines and areas of a picture mean, on top of it. */
export function Legend({ keys }: { keys: LegendKey[] }) {
  return keys.map((key) => (
    <span key={key.name} className={classes.key}>
      <span
        className={classes.swatch}
        data-look={key.look}
        style={{ '--swatch': key.colour } as CSSProperties}
        aria-hidden
      />
      {key.name}
    </span>
  ))
}
