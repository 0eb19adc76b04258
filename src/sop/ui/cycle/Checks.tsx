import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import type { CycleView } from '../../cycle/contract.ts'
import type { Check } from '../../schema.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'

const looks = {
  true: { Icon: IconCheck, word: 'holds', tone: 'ahead' },
  false: { Icon: IconAlertTriangle, word: 'open', tone: 'behind' },
  null: { Icon: IconQuestionMark, word: 'cannot be told', tone: 'uncertain' },
} as const

/** Where what a check looks at stands. */
const partOfCheck: Readonly<Record<string, string>> = {
  families: 'consensus',
  overrides: 'consensus',
  revenue: 'consensus',
  plan: 'supply',
  'firm-zone': 'supply',
  'one-set': 'consensus',
  requests: 'decisions',
  decided: 'decisions',
  approved: 'decisions',
  published: 'publish',
  actions: 'decisions',
  armed: 'versions',
}

/** The checks of a gate: what holds, what does not and what to do about it. */
export function Checks({ cycle, checks }: { cycle: CycleView; checks: readonly Check[] }) {
  return (
    <ul className={classes.checks} data-explained>
      {checks.map(({ key, label, passes, says, wayOut }) => {
        const { Icon, word, tone } = looks[`${passes}`]
        return (
          <li key={key}>
            <Icon size={18} style={{ color: `var(--${tone})` }} aria-label={word} />
            <span>
              <NumberLink value={label} to={partOf(cycle, partOfCheck[key] ?? 'cycle')} />
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
