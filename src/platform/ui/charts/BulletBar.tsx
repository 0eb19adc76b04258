import { Link } from '@tanstack/react-router'
import { Defined } from '../page/Means.tsx'
import { useFormat } from '../use-format.tsx'
import classes from './charts.module.css'

type BulletProps = {
  label: string
  actual: number
  goal: number | null
  outlook?: { lo: number; mid: number; hi: number } | null
  /** Where the actual would stand today at an even pace. */
  pace?: number | null
  format?: (value: number) => string
  /** Where its numbers are told, below the base of the workspace. */
  to?: string
}

/** Goal, outlook and closed in one bar: the fact solid, the outlook a lighter range, the goal a mark. */
export function BulletBar(props: BulletProps) {
  const { short } = useFormat()
  const { label, actual, goal, outlook, pace } = props
  const format = props.format ?? short
  const most = Math.max(actual, goal ?? 0, outlook?.hi ?? 0, 1) * 1.06
  const at = (value: number) => `${(Math.max(0, value) / most) * 100}%`
  const words = wordsOf(props, format)
  return (
    <div className={classes.bullet} data-door={props.to !== undefined || undefined}>
      <div className={classes.bulletHead}>
        {props.to ? (
          <Link to={props.to as never} className={classes.bulletDoor} aria-label={words}>
            {label}
          </Link>
        ) : (
          <span>{label}</span>
        )}
        <Share {...props} words={words} />
      </div>
      <svg width="100%" height="30" role="img" aria-label={words} style={{ display: 'block', overflow: 'visible' }}>
        {goal ? <rect x="0" y="6" width="100%" height="18" rx="4" fill="var(--uncertain-soft)" /> : null}
        {outlook && (
          <rect
            x="0"
            y="6"
            width={at(outlook.hi)}
            height="18"
            rx="4"
            fill="color-mix(in srgb, var(--accent) 16%, var(--page))"
          />
        )}
        {outlook && (
          <rect
            x="0"
            y="6"
            width={at(outlook.lo)}
            height="18"
            rx="4"
            fill="color-mix(in srgb, var(--accent) 32%, var(--page))"
          />
        )}
        <rect x="0" y="10" width={at(actual)} height="10" rx="3" fill="var(--accent)" />
        {outlook && (
          <line x1={at(outlook.mid)} x2={at(outlook.mid)} y1="6" y2="24" stroke="var(--accent)" strokeWidth="2" />
        )}
        {pace != null && (
          <line
            x1={at(pace)}
            x2={at(pace)}
            y1="24"
            y2="30"
            stroke="var(--muted)"
            strokeWidth="2"
            strokeLinecap="round"
          />
        )}
        {goal ? <line x1={at(goal)} x2={at(goal)} y1="0" y2="30" stroke="var(--ink)" strokeWidth="2.5" /> : null}
      </svg>
      <div className={classes.bulletFigures} aria-hidden>
        <Figure look="closed" name="Closed" value={format(actual)} />
        {outlook && (
          <Figure
            look="outlook"
            name="Outlook"
            value={format(outlook.mid)}
            note={`${format(outlook.lo)} – ${format(outlook.hi)}`}
          />
        )}
        {goal ? <Figure look="goal" name="Goal" value={format(goal)} /> : null}
        {pace != null && <Figure look="pace" name="Even pace" value={format(pace)} />}
      </div>
    </div>
  )
}

function Share({ actual, goal, to, words }: BulletProps & { words: string }) {
  const { percent } = useFormat()
  const said = goal ? `${percent(actual / goal)} of goal closed` : 'no goal'
  return <span className={classes.multipleAside}>{goal && !to ? <Defined name={said} means={words} /> : said}</span>
}

function Figure(props: { look: 'closed' | 'outlook' | 'goal' | 'pace'; name: string; value: string; note?: string }) {
  return (
    <span className={classes.figureKey}>
      <i data-look={props.look} />
      {props.name} <b>{props.value}</b> {props.note}
    </span>
  )
}

function wordsOf({ label, actual, goal, outlook, pace }: BulletProps, format: (value: number) => string): string {
  const parts = [`${label}: ${format(actual)} closed`]
  if (outlook) parts.push(`outlook ${format(outlook.mid)}, between ${format(outlook.lo)} and ${format(outlook.hi)}`)
  if (goal) parts.push(`goal ${format(goal)}`)
  if (pace != null) parts.push(`even pace ${format(pace)}`)
  return `${parts.join(', ')}.`
}
