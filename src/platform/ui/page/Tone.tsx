import type { CSSProperties, ReactNode } from 'react'
import classes from './page.module.css'

/** What a colour may mean; there is no other use of colour. */
export type Meaning = 'ahead' | 'behind' | 'uncertain' | 'edited'

const shapes: Record<Meaning, string> = { ahead: '▲', behind: '▼', uncertain: '○', edited: '◆' }

/** A word or number with a meaning: in its colour, doubled by its shape. */
export function Tone({ tone, wraps, children }: { tone: Meaning; wraps?: boolean; children: ReactNode }) {
  return (
    <span className={classes.tone} data-wraps={wraps || undefined} style={meaningColour(tone)}>
      <span className={classes.shape} aria-hidden>
        {shapes[tone]}
      </span>
      {children}
    </span>
  )
}

/** Hands a meaning's colour to CSS as `--tone` and `--tone-soft`. */
export function meaningColour(meaning: Meaning): CSSProperties {
  return { '--tone': `var(--${meaning})`, '--tone-soft': `var(--${meaning}-soft)` } as CSSProperties
}
