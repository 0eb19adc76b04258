import { dayAfter } from '@drumbeat/periods'
import { SegmentedControl } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { companyContract } from '#company/contract.ts'
import { pipelineContract, type WaterfallReply } from '#pipeline/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './overview.module.css'

const spans = [
  { value: '1', label: 'Yesterday' },
  { value: '7', label: 'Last week' },
  { value: '31', label: 'Last month' },
]

type BarName = WaterfallReply['bars'][number]['bar']

const words: Record<BarName, { text: string; tone?: 'ahead' | 'behind' }> = {
  new: { text: 'new' },
  reopened: { text: 'reopened' },
  'pulled in': { text: 'pulled in from a later quarter', tone: 'ahead' },
  'moved in': { text: 'came into view otherwise' },
  up: { text: 'raised', tone: 'ahead' },
  down: { text: 'lowered', tone: 'behind' },
  pushed: { text: 'pushed to a later quarter', tone: 'behind' },
  'moved out': { text: 'left the view otherwise' },
  won: { text: 'won', tone: 'ahead' },
  lost: { text: 'lost', tone: 'behind' },
}

/** What moved the pipeline of the running quarter since a day, bar by bar of its waterfall; each opens its deals. */
export function ChangesPart() {
  const [days, setDays] = useUrlParam('since')
  const today = useCall(companyContract.today).data?.today
  const from = today && dayAfter(today, -Number(days ?? 7))
  const query = { from: from ?? '', to: today, grain: 'quarter' as const, on: today }
  const call = useCall(pipelineContract.waterfall, { query }, { enabled: today !== undefined })
  return (
    <Section
      title="What moved since"
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
        {(fall) => <Lines fall={fall} />}
      </Ready>
    </Section>
  )
}

function Lines({ fall }: { fall: WaterfallReply }) {
  const { number } = useFormat()
  const moved = fall.bars.filter(({ deals }) => deals > 0)
  if (moved.length === 0) return <p className={classes.calm}>No deal of this quarter moved.</p>
  return (
    <ul className={classes.changes}>
      {moved.map(({ bar, deals, amountMinor, withoutAmount }) => {
        const { text, tone } = words[bar]
        const says = `${number(deals)} ${deals === 1 ? 'deal' : 'deals'} ${text}`
        return (
          <Line key={bar} fall={fall} bar={bar} amountMinor={amountMinor} withoutAmount={withoutAmount}>
            {tone ? <Tone tone={tone}>{says}</Tone> : says}
          </Line>
        )
      })}
      <Line fall={fall} bar="closing" amountMinor={fall.closing.amountMinor} withoutAmount={fall.closing.withoutAmount}>
        {number(fall.closing.deals)} open and due in {fall.due?.label}
      </Line>
    </ul>
  )
}

function Line(props: {
  fall: WaterfallReply
  bar: BarName | 'closing'
  amountMinor: number
  withoutAmount: number
  children: ReactNode
}) {
  const { shortMoney, number } = useFormat()
  const { fall, bar, amountMinor, withoutAmount } = props
  return (
    <li>
      <Link to="/pipeline" search={{ since: fall.from, door: `bar:${bar}` } as never} className={classes.changeDoor}>
        <span>{props.children}</span>
        <span className={classes.figure}>
          {shortMoney(amountMinor, fall.currency)}
          {withoutAmount > 0 && <small> · {number(withoutAmount)} without amount</small>}
        </span>
      </Link>
    </li>
  )
}
