import { daysBetween } from '@drumbeat/periods'
import { openPath } from '#crm/ui/public/open-path.ts'
import { wonPath } from '#crm/ui/public/won-path.ts'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Attainment, AttainmentLine, LeftOut } from '../schema.ts'

/** Where the period stands, in one sentence whose numbers are doors. */
export function GoalsAnswer({ attainment }: { attainment: Attainment }) {
  const { day, money, number, percent, shortMoney } = useFormat()
  const { period, currency, today } = attainment
  const line = headlineOf(attainment)
  if (!line) return null
  const left = daysBetween({ from: today, to: period.to }) - 1
  const running = today >= period.from && today < period.to
  const closed = <NumberDoor value={shortMoney(line.closedMinor, currency)} door="closed" label="Closed" />
  const about = line.subjectKind === 'company' ? period.label : `${line.name}, ${period.label}`
  return (
    <>
      {line.attainment === null || line.quotaMinor === null || line.gapMinor === null ? (
        <Answer>
          {about}: {closed} closed; no quota is set.
        </Answer>
      ) : (
        <Answer
          tone={toneOf(line, attainment.elapsed)}
          means="Attainment is closed divided by goal. The gap is the goal less what is closed; coverage is the open pipeline due in the period, divided by the gap."
        >
          {about} stands at <NumberDoor value={percent(line.attainment)} door="closed" label="Attainment" /> of goal:{' '}
          {closed} of <NumberLink value={shortMoney(line.quotaMinor, currency)} to="/goals?tab=quotas" label="Goal" />{' '}
          closed, <NumberDoor value={shortMoney(Math.abs(line.gapMinor), currency)} door="closed" label="Gap" />{' '}
          {line.gapMinor > 0 ? 'to go' : 'above'}
          {running && left > 0 && (
            <>
              {' with '}
              <time dateTime={`P${left}D`}>
                {number(left)} {left === 1 ? 'day' : 'days'} left
              </time>
            </>
          )}
          {line.coverage !== null && running && (
            <>
              ; <NumberLink value={shortMoney(line.openMinor, currency)} to={openPath(period)} label="Open" /> is open
              for it, <NumberLink value={number(line.coverage, 1)} to={openPath(period)} label="Coverage" /> times the
              gap
            </>
          )}
          .
        </Answer>
      )}
      <DetailDrawer
        param="door"
        value="closed"
        title={`Closed in ${period.label}`}
        definition={`Deals won with a close day from ${day(period.from)} until the day before ${day(period.to)}, each converted to ${currency} at the rate of its close. Attainment is closed divided by quota.`}
        asOf={day(today)}
        leftOut={attainment.leftOut.length > 0 && <LeftOutList leftOut={attainment.leftOut} />}
      >
        <p>
          {money(line.closedMinor, currency)} in{' '}
          <NumberLink value={number(line.closedDeals)} to={wonPath(period)} label="Deals won" /> deals. People roll up
          along the team tree of {day(attainment.treeOn)}.
        </p>
      </DetailDrawer>
    </>
  )
}

/** The line a screen speaks of first: the company, else whoever is at the top of what one can see. */
export function headlineOf({ company, people }: Pick<Attainment, 'company' | 'people'>): AttainmentLine | null {
  if (company) return company
  const listed = new Set(people.map((line) => line.subjectId))
  const top = people.filter((line) => line.managerId === null || !listed.has(line.managerId))
  return top.toSorted((a, b) => b.closedMinor - a.closedMinor)[0] ?? null
}

/** Ahead or behind an even pace; at the end of the period, of the goal. */
export function toneOf(line: AttainmentLine, elapsed: number): 'ahead' | 'behind' | 'uncertain' {
  if (line.attainment === null) return 'uncertain'
  return line.attainment >= elapsed ? 'ahead' : 'behind'
}

const reasons: Record<LeftOut['reason'], string> = {
  'no owner': 'without an owner: in the company, in no person’s line',
  'no amount': 'without an amount',
  'no rate': 'in a currency without a rate',
  'shares above 100 %': 'with shares above 100 %: each counts by its part of their sum until somebody corrects them',
  'won without a day': 'won without a close day',
  'open without expected close': 'open without an expected close: in no period',
}

function LeftOutList({ leftOut }: { leftOut: LeftOut[] }) {
  const { money, number } = useFormat()
  return (
    <ul style={{ margin: 0, paddingLeft: 18 }}>
      {leftOut.map((each) => (
        <li key={each.reason}>
          {number(each.deals)} {each.deals === 1 ? 'deal' : 'deals'} {reasons[each.reason]}
          {each.amounts.length > 0 &&
            ` (${each.amounts.map((one) => money(one.amountMinor, one.currency)).join(', ')})`}
        </li>
      ))}
    </ul>
  )
}
