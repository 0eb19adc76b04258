import type { ReactNode } from 'react'
import { type Meaning, meaningColour } from './Tone.tsx'
import classes from './timeline.module.css'

export type TimelineEntry = {
  id: string
  /** Formatted for reading. */
  at: ReactNode
  who?: ReactNode
  what: ReactNode
  from?: ReactNode
  to?: ReactNode
  note?: ReactNode
  tone?: Meaning
}

/** What happened, newest first: what, who, when, from and to, also late corrections. */
export function Timeline({ entries, label = 'History' }: { entries: TimelineEntry[]; label?: string }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li
          key={entry.id}
          className={classes.entry}
          style={meaningColour(entry.tone ?? 'uncertain')}
          data-tone={entry.tone}
        >
          <div className={classes.what}>
            {entry.who && <strong>{entry.who} </strong>}
            {entry.what}
          </div>
          {(entry.from ?? entry.to) != null && (
            <div className={classes.change}>
              <span className={classes.from}>{entry.from ?? 'nothing'}</span>
              {' → '}
              <span>{entry.to ?? 'nothing'}</span>
            </div>
          )}
          <div className={classes.at}>
            {entry.at}
            {entry.note && <span className={classes.note}>{entry.note}</span>}
          </div>
        </li>
      ))}
    </ol>
  )
}
