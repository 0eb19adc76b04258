import type { z } from 'zod'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { planningContract } from '../../planning-contract.ts'

export type CapacityPlan = z.output<(typeof planningContract)['capacityPlan']['reply']>

const means =
  'The target is what you see won in the last twelve months, grown as asked. A ramped seller is somebody who brings what people bring after their ramp; new ones count by their share. People are those who have not left and have open deals or closed some in the last twelve months. What is short, and the hires that would close it, stand month by month below.'

/** "The target needs 31 ramped reps, you have 27.4: 12 % short, or hire 5 by February." */
export function CapacityAnswer({ plan }: { plan: CapacityPlan }) {
  const { number, percent, shortMoney, day } = useFormat()
  const { neededHeads, rampedHeads, gapMinor, currency, targetMinor } = plan
  if (neededHeads === null)
    return (
      <Answer tone="uncertain">
        Nothing was won in the last twelve months, so what a seller can bring is not known.
      </Answer>
    )
  const heads = (value: number) => number(value, 1)
  const says = `${shortMoney(targetMinor, currency)} in twelve months needs ${heads(neededHeads)} ramped ${heads(neededHeads) === number(1) ? 'seller' : 'sellers'}; there will be ${heads(rampedHeads)} of ${number(plan.heads)} ${plan.heads === 1 ? 'person' : 'people'}`
  if (gapMinor >= 0)
    return (
      <Answer tone="ahead" means={means}>
        {says}: {shortMoney(gapMinor, currency)} more than the target.
      </Answer>
    )
  const second = plan.hiresNeeded[1]
  const hire = second?.hires ? `, or hire ${number(second.hires)} by ${day(plan.months[1]!.startsOn)}` : ''
  return (
    <Answer tone="behind" means={means}>
      {says}: {percent(-gapMinor / targetMinor)} or {shortMoney(-gapMinor, currency)} short{hire}.
    </Answer>
  )
}
