import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { planningContract } from '../../planning-contract.ts'

export type CapacityPlan = z.output<(typeof planningContract)['capacityPlan']['reply']>

const means =
  'The target is what you see won in the last twelve months, grown as asked. A ramped seller is somebody who brings what people bring after their ramp; new ones count by their share. People are those who have not left and have open deals or closed some in the last twelve months. What is short, and the hires that would close it, stand month by month below.'

/** "The target needs 31 ramped reps, you have 27.4: 12 % short, or hire 5 by February." */
export function CapacityAnswer({ plan }: { plan: CapacityPlan }) {
  const { number, percent, shortMoney, day } = useFormat()
  const { neededHeads, gapMinor, currency, targetMinor } = plan
  if (neededHeads === null)
    return (
      <Answer tone="uncertain">
        Nothing was won in the last twelve months, so what a seller can bring is not known.
      </Answer>
    )
  const says = <Needed plan={plan} needed={neededHeads} />
  if (gapMinor >= 0)
    return (
      <Answer tone="ahead" means={means}>
        {says}: <Below value={shortMoney(gapMinor, currency)} label="Gap" /> more than the target.
      </Answer>
    )
  const second = plan.hiresNeeded[1]
  return (
    <Answer tone="behind" means={means}>
      {says}: <Below value={percent(-gapMinor / targetMinor)} label="Gap" /> or{' '}
      <Below value={shortMoney(-gapMinor, currency)} label="Gap" /> short
      {second?.hires ? (
        <>
          , or hire <Below value={number(second.hires)} label="Hires needed" /> by {day(plan.months[1]!.startsOn)}
        </>
      ) : (
        ''
      )}
      .
    </Answer>
  )
}

function Needed({ plan, needed }: { plan: CapacityPlan; needed: number }) {
  const { number, shortMoney } = useFormat()
  const { rampedHeads, currency, targetMinor } = plan
  const heads = (value: number) => number(value, 1)
  return (
    <>
      <Below value={shortMoney(targetMinor, currency)} label="Target" /> in twelve months needs{' '}
      <Below value={heads(needed)} label="Needed" /> ramped {heads(needed) === number(1) ? 'seller' : 'sellers'}; there
      will be <Below value={heads(rampedHeads)} label="Ramped" /> of{' '}
      <NumberDoor value={number(plan.heads)} door={plan.from} param="people" label="People" />{' '}
      {plan.heads === 1 ? 'person' : 'people'}
    </>
  )
}

function Below({ value, label }: { value: string; label: string }) {
  return <NumberBelow value={value} rows="Months" label={label} />
}
