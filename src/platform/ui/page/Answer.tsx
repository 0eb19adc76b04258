import type { ReactNode } from 'react'
import classes from './page.module.css'
import { type Meaning, meaningColour } from './Tone.tsx'

/** The one sentence a screen exists for; `since` tells what it was before. */
export function Answer(props: { children: ReactNode; tone?: Meaning; since?: ReactNode }) {
  return (
    <div>
      <p className={classes.answer} {...(props.tone && { 'data-marked': true, style: meaningColour(props.tone) })}>
        {props.children}
      </p>
      {props.since && <p className={classes.since}>{props.since}</p>}
    </div>
  )
}
