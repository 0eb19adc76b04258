import type { ReactNode } from 'react'
import { Means } from './Means.tsx'
import classes from './page.module.css'
import { type Meaning, meaningColour } from './Tone.tsx'

type AnswerProps = {
  children: ReactNode
  tone?: Meaning
  since?: ReactNode
  /** What its numbers count and leave out, where they are no doors themselves. */
  means?: ReactNode
  /** A short link to the rows that all its numbers count. */
  rows?: ReactNode
}

/** The one sentence a screen exists for; `since` tells what it was before. */
export function Answer(props: AnswerProps) {
  const { means } = props
  return (
    <div {...(means && { 'data-explained': true })}>
      <p
        className={classes.answer}
        data-tile={props.rows ? true : undefined}
        {...(props.tone && { 'data-marked': true, style: meaningColour(props.tone) })}
      >
        {props.children}
        {props.rows && <> {props.rows}</>}
        {means && <Means of="The answer">{means}</Means>}
      </p>
      {props.since && <p className={classes.since}>{props.since}</p>}
    </div>
  )
}
