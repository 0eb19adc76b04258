import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import type { Check } from '../../schema.ts'
import classes from '../sop.module.css'

const looks = {
  true: { Icon: IconCheck, word: 'holds', tone: 'ahead' },
  false: { Icon: IconAlertTriangle, word: 'open', tone: 'behind' },
  null: { Icon: IconQuestionMark, word: 'cannot be told', tone: 'uncertain' },
} as const

/** The checks of a gate: what holds, what does not and what to do about it. */
export function Checks({ checks }: { checks: readonly Check[] }) {
  return (
    <ul className={classes.checks} data-explained>
      {checks.map(({ key, label, passes, says, wayOut }) => {
        const { Icon, word, tone } = looks[`${passes}`]
        return (
          <li key={key}>
            <Icon size={18} style={{ color: `var(--${tone})` }} aria-label={word} />
            <span>
              {label}
              <span className={classes.quiet}>
                {says}
                {wayOut && `. ${wayOut}`}
              </span>
            </span>
          </li>
        )
      })}
    </ul>
  )
}
