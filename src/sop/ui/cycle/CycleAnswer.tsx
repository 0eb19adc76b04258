import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CycleView } from '../../cycle/contract.ts'
import { partOf } from '../part-of.ts'

/** Where the cycle stands, in one sentence, and the revenue it plans. */
export function CycleAnswer({ cycle }: { cycle: CycleView }) {
  const { day, instant, money, shortMoney } = useFormat()
  const { label, openStep, steps, revenueMinor, currency, horizon, capturedAt } = cycle
  const open = openStep === null ? null : steps[openStep - 1]!
  const failing = open?.checks.filter(({ passes }) => passes === false).length ?? 0
  const tone = open?.isLate ? 'behind' : open && failing > 0 ? 'uncertain' : 'ahead'
  return (
    <>
      <Answer
        tone={tone}
        means="A step is due so many working days into the cycle; its gate opens when its checks pass and who must sign has signed. The plan's revenue is consensus units times price over the horizon of the cycle."
      >
        {open ? (
          <>
            {label}: {`step ${open.number}`}, {open.name}, {open.isLate ? 'was' : 'is'} due {day(open.dueOn)};{' '}
            {failing === 0 ? (
              'its gate is clear'
            ) : (
              <NumberLink
                value={failing === 1 ? 'one check is open' : `${failing} checks are open`}
                to={partOf(cycle, 'cycle')}
              />
            )}
          </>
        ) : (
          `${label} is over`
        )}
        {revenueMinor !== null && (
          <>
            {'; the plan holds '}
            <NumberDoor value={shortMoney(revenueMinor, currency)} door="revenue" label="Planned revenue" />
            {' over '}
            <NumberLink value={`${horizon} months`} to={partOf(cycle, 'consensus')} />
          </>
        )}
        .
      </Answer>
      <DetailDrawer
        param="door"
        value="revenue"
        title={`Planned revenue, ${label}`}
        definition="Consensus units times price, rounded to the cent in each family and month, then added up."
        asOf={capturedAt && instant(capturedAt)}
        leftOut="Items without a family, and family-months without a price"
      >
        <p>
          {revenueMinor !== null && (
            <NumberLink
              value={money(revenueMinor, currency)}
              to={partOf(cycle, 'consensus')}
              label="By family and month"
            />
          )}
        </p>
      </DetailDrawer>
    </>
  )
}
