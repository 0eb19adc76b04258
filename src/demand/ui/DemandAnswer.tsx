import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { SeriesDetail } from '../schema.ts'
import { useAmounts } from './use-amounts.ts'
import type { DemandView } from './use-view.ts'

/** The sentence: what the next periods will bring, against a year before; how sure; what was said before. */
export function DemandAnswer({ detail, view }: { detail: SeriesDetail; view: DemandView }) {
  const { name, next, territory, standing } = detail
  const amounts = useAmounts(view.measure, detail.unit)
  const where = territory ? ` in ${territory.name}` : ''
  if (next.periods === 0) {
    return (
      <Answer tone="uncertain" since={detail.reason}>
        {standing === 'ended' ? `${name}${where} is no longer sold.` : `No forecast of ${name}${where} yet.`}
      </Answer>
    )
  }
  const money = view.measure === 'money'
  return (
    <Answer
      since={<Surety detail={detail} view={view} />}
      means="The sum of the coming periods as planned: the statistical forecast, or what was set by hand. The range holds eight times in ten. A year before are the same periods of last year."
    >
      {name}
      {where}: <NumberDoor value={amounts.short(next.planned)} door="forecast" label="Expected" />
      {money ? '' : ` ${amounts.unit}`} expected in the next{' '}
      <NumberDoor value={`${next.periods} ${view.grain}s`} door="forecast" />
      <AgainstYearBefore now={next.planned} before={next.yearBefore} />.
    </Answer>
  )
}

function AgainstYearBefore({ now, before }: { now: number; before: number | null }) {
  const { percent } = useFormat()
  if (before === null || before <= 0) return null
  const share = now / before - 1
  if (Math.abs(share) < 0.005) return <>, as much as a year before</>
  return (
    <>
      ,{' '}
      <Tone tone={share > 0 ? 'ahead' : 'behind'}>
        <NumberDoor value={percent(Math.abs(share))} door="forecast" label="Against a year before" />
      </Tone>{' '}
      {share > 0 ? 'more' : 'less'} than a year before
    </>
  )
}

function Surety({ detail, view }: { detail: SeriesDetail; view: DemandView }) {
  const { full } = useAmounts(view.measure, detail.unit)
  const { percent } = useFormat()
  const { next, accuracy } = detail
  const door = (value: string) => <NumberDoor value={value} door="forecast" />
  const moved = next.previous !== null && Math.abs(next.mean - next.previous) > 0.005 * Math.abs(next.mean)
  return (
    <>
      {Math.abs(next.planned - next.mean) > 0.5 && (
        <>Set by hand; the statistical forecast says {door(full(next.mean))}. </>
      )}
      {`With ${percent(0.8)} confidence between `}
      {door(full(next.lo80))} and {door(full(next.hi80))}.{' '}
      {accuracy ? (
        <>
          Forecasts like this one were off by{' '}
          <NumberDoor value={percent(accuracy.wape)} door="accuracy" label="Measured error" /> over the last year.
        </>
      ) : (
        detail.cannotTell
      )}
      {moved && <> The forecast before said {door(full(next.previous!))}.</>}
    </>
  )
}
