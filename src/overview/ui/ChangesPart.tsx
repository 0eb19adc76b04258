import { SegmentedControl } from '@mantine/core'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { overviewContract } from '../contract.ts'
import type { Moved } from '../schema.ts'
import classes from './overview.module.css'

const spans = [
  { value: '1', label: 'Yesterday' },
  { value: '7', label: 'Last week' },
  { value: '31', label: 'Last month' },
]

const words: Record<Moved['kind'], { text: string; tone?: 'ahead' | 'behind' }> = {
  won: { text: 'won', tone: 'ahead' },
  lost: { text: 'lost', tone: 'behind' },
  new: { text: 'new' },
  up: { text: 'raised', tone: 'ahead' },
  down: { text: 'lowered', tone: 'behind' },
  pushed: { text: 'pushed to a later month', tone: 'behind' },
  'pulled in': { text: 'pulled in to an earlier month', tone: 'ahead' },
}

/** What happened to deals since a day, kind by kind, with the money. */
export function ChangesPart() {
  const [days, setDays] = useUrlParam('since')
  const call = useCall(overviewContract.changes, { query: { days: days ?? '7' } })
  return (
    <Section
      title="What changed since"
      aside={
        <SegmentedControl
          size="xs"
          data={spans}
          value={days ?? '7'}
          onChange={(value) => setDays(value === '7' ? null : value)}
          aria-label="Since when"
        />
      }
    >
      <Ready call={call} loading={<LoadingLines rows={8} />}>
        {({ moved }) =>
          moved.length === 0 ? <p className={classes.calm}>No deal changed.</p> : <Lines moved={moved} />
        }
      </Ready>
    </Section>
  )
}

function Lines({ moved }: { moved: Moved[] }) {
  const { shortMoney, number } = useFormat()
  return (
    <ul className={classes.changes}>
      {moved.map((each) => {
        const { text, tone } = words[each.kind]
        const says = `${number(each.deals)} ${each.deals === 1 ? 'deal' : 'deals'} ${text}`
        return (
          <li key={each.kind}>
            <span>{tone ? <Tone tone={tone}>{says}</Tone> : says}</span>
            <span className={classes.figure}>
              {shortMoney(each.amountMinor)}
              {each.withoutAmount > 0 && <small> · {number(each.withoutAmount)} without amount</small>}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
