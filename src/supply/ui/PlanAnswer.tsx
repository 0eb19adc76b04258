import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { rowsOf } from './public/plan-rows.ts'
import { useShort, useWhole } from './use-whole.ts'

/** The plan in one sentence, its figures as doors. */
export function PlanAnswer({ plan }: { plan: PlanHead }) {
  const { data } = useCall(plansContract.detail, { params: { id: plan.id } })
  const { number, percent, instant } = useFormat()
  const whole = useWhole(plan)
  const short = useShort(plan)
  if (!data) return null
  const late = data.unitsLate + data.unitsLost
  const rows = (measure: string, value: number, label: string) => (
    <NumberDoor value={number(Math.round(value))} door={rowsOf(measure)} param="rows" label={label} />
  )
  return (
    <>
      <Answer
        tone={late < 0.5 ? 'ahead' : 'behind'}
        means="Late are units delivered after the month they are wanted in, lost are units never delivered, each over the whole plan; overtime is hours beyond the regular hours of the resources."
      >
        <NumberDoor value={`Plan ${plan.number}`} door={rowsOf('demand')} param="rows" /> serves{' '}
        <NumberDoor value={servedWords(data.service, percent)} door="service" label="Served in time" /> in the month it
        is wanted, at a margin of <NumberDoor value={short(plan.margin ?? 0)} door="margin" label="Margin" />
        {data.unitsLate >= 0.5 && <>; {rows('backlog', data.unitsLate, 'Late')} units come late</>}
        {data.unitsLost >= 0.5 && <>; {rows('lost', data.unitsLost, 'Lost')} are lost</>}
        {data.hoursOvertime >= 0.5 && <>; {rows('overtime', data.hoursOvertime, 'Overtime')} hours are overtime</>}.
      </Answer>
      <DetailDrawer
        param="door"
        value="service"
        title="Served in time"
        definition="Units sold in the month they are wanted, as a share of all demand of the plan. What is late or lost is not in it."
        asOf={plan.finishedAt ? instant(plan.finishedAt) : undefined}
        leftOut={leftOutOf(data.problems)}
      >
        <ul>
          {data.summary.map(({ says }) => (
            <li key={says}>{says}</li>
          ))}
        </ul>
      </DetailDrawer>
      <DetailDrawer
        param="door"
        value="margin"
        title="Margin of the plan"
        definition="Revenue at list price less everything the plan pays, over all its months. An estimate: it follows from forecasts and standard costs."
        asOf={plan.finishedAt ? instant(plan.finishedAt) : undefined}
        leftOut={leftOutOf(data.problems)}
      >
        <dl>
          {data.money.map(({ line, amount }) => (
            <div key={line} style={{ display: 'flex', justifyContent: 'space-between', gap: 16 }}>
              <dt>{line.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)}</dt>
              <dd>{whole(amount)}</dd>
            </div>
          ))}
        </dl>
      </DetailDrawer>
    </>
  )
}

/** A share that is not whole is not rounded to it. */
function servedWords(share: number | null, percent: (share: number) => string): string {
  if (share === null) return 'no demand'
  return share < 1 && share >= 0.995 ? `over ${percent(0.99)}` : percent(share)
}

function leftOutOf(problems: { leftOut: boolean; items: number; says: string }[]): string {
  const out = problems.filter((problem) => problem.leftOut)
  return out.length === 0 ? 'Nothing' : out.map(({ says }) => says).join(' ')
}
