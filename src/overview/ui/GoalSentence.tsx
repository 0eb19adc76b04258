import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { Attainment, AttainmentLine } from '#goals/schema.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { OutlookReply } from '#revenue/contract.ts'
import { evenPace } from './line.ts'

const meaning =
  'The goal is the quota of the period, closed the deals won within it, each at the rate of its close. The outlook adds what open deals and deals not created yet are expected to bring; its range holds eight times in ten. An even pace is the share of the period that has passed.'

type Given = { attainment: Attainment; line: AttainmentLine | null; outlook?: OutlookReply | undefined }

/**
 * "Q4 FY26 will land at $7.9 M (80 %: 7.3 to 8.5), 93 % of goal; last Monday it was $8.1 M." Where no outlook can be said:
 * "Q4 FY26 has closed $3.1 M of a goal of $4.5 M, 69 %; an even pace would be at 58 %."
 */
export function GoalSentence({ attainment, line, outlook }: Given) {
  const { shortMoney, percent } = useFormat()
  const { label } = attainment.period
  if (outlook?.outlook && outlook.period.label === label) {
    return <OutlookSentence attainment={attainment} line={line} outlook={outlook} />
  }
  if (!line) return <Answer>No goal is set for {label} that you can see.</Answer>
  const closed = <NumberDoor value={shortMoney(line.closedMinor)} door="closed" label={`Closed in ${label}`} />
  if (line.quotaMinor === null || line.attainment === null) {
    return (
      <Answer>
        {label} has closed {closed}. No goal is set to hold it against.
      </Answer>
    )
  }
  const pace = evenPace(attainment, line) ?? 0
  const tone = line.closedMinor >= pace ? 'ahead' : 'behind'
  return (
    <Answer tone={tone} since={<Since attainment={attainment} line={line} />} means={meaning}>
      {label} has closed {closed} of a goal of <Goal value={shortMoney(line.quotaMinor)} label={`Goal of ${label}`} />,{' '}
      <NumberDoor value={percent(line.attainment)} door="closed" label={`Attainment of ${label}`} />; an even pace would
      be at <Goal value={percent(attainment.elapsed)} label={`Even pace of ${label}`} />.
    </Answer>
  )
}

function OutlookSentence({ attainment, line, outlook: reply }: Given & { outlook: OutlookReply }) {
  const { shortMoney, percent, day } = useFormat()
  const { outlook, before, asOf } = reply
  if (!outlook) return null
  const { label } = attainment.period
  const share = line?.quotaMinor ? outlook.meanMinor / line.quotaMinor : null
  const isRecent = before !== null && daysBetween({ from: before.day, to: asOf }) <= 7
  const closed = line && <NumberDoor value={shortMoney(line.closedMinor)} door="closed" label={`Closed in ${label}`} />
  return (
    <Answer
      means={meaning}
      tone={share === null ? 'uncertain' : share >= 1 ? 'ahead' : 'behind'}
      since={
        line && (
          <>
            {closed} of it is closed. {line.quotaMinor !== null && <Since attainment={attainment} line={line} />}
          </>
        )
      }
    >
      {label} will land at{' '}
      <NumberDoor value={shortMoney(outlook.meanMinor)} door="outlook" label={`Outlook of ${label}`} /> (
      <span data-named>{percent(0.8)}:</span>{' '}
      <NumberDoor
        value={`${shortMoney(outlook.loMinor)} to ${shortMoney(outlook.hiMinor)}`}
        after={share === null ? ')' : '),'}
        door="outlook"
        label={`${percent(0.8)} range of the outlook of ${label}`}
      />
      {share !== null && (
        <>
          {' '}
          <Goal value={percent(share)} label={`Outlook of ${label}, of the goal`} /> of goal
        </>
      )}
      {before && (
        <>
          ; {isRecent ? 'last Monday' : `on ${day(before.day)}`} it was{' '}
          <NumberLink
            value={shortMoney(before.outlook.meanMinor)}
            to="/revenue"
            label={`Outlook of ${label} on ${day(before.day)}`}
          />
        </>
      )}
      .
    </Answer>
  )
}

function Since({ attainment, line }: { attainment: Attainment; line: AttainmentLine }) {
  const { shortMoney, number } = useFormat()
  const { today, period } = attainment
  const gap = line.gapMinor ?? 0
  const daysLeft = Math.max(0, daysBetween({ from: today, to: period.to }) - 1)
  const days = (
    <time dateTime={`P${daysLeft}D`}>
      {number(daysLeft)} {daysLeft === 1 ? 'day' : 'days'} left
    </time>
  )
  const apart = (
    <NumberDoor
      value={shortMoney(Math.abs(gap))}
      door="closed"
      label={gap <= 0 ? 'Above the goal' : 'Missing to the goal'}
    />
  )
  if (gap <= 0)
    return (
      <>
        {apart} above the goal with {days}.
      </>
    )
  const due = `/crm/deals?outcome=open&closeFrom=${period.from}&closeTo=${dayAfter(period.to, -1)}`
  return (
    <>
      {apart} to go with {days};{' '}
      <NumberLink value={shortMoney(line.openMinor)} to={due} label="Open and due in this period" /> of open pipeline is
      due in this period.
    </>
  )
}

/** A number held against the goal, which leads to the goals; `label` says what it is. */
function Goal({ value, label }: { value: string; label: string }) {
  return <NumberLink value={value} to="/goals?tab=quotas" label={label} />
}
