import { useMemo } from 'react'
import { CourseChart } from '#platform/ui/charts/CourseChart.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import classes from '../pulse.module.css'

/** eNPS round by round with its interval; rounds on another scale are told, never put into one line. */
export function TrendPart({ surveyId }: { surveyId: string }) {
  const trend = useCall(pulseContract.trend, { params: { id: surveyId } })
  const { day, change, number, percent } = useFormat()
  const drawn = useMemo(() => {
    const all = trend.data?.points ?? []
    const points = all.filter(({ scale }) => scale === all.at(-1)?.scale)
    if (points.length < 2) return null
    return {
      label: 'eNPS by round',
      days: points.map((point) => day(point.day)),
      lines: [
        { id: 'score', label: 'eNPS', look: 'solid' as const, values: points.map(({ score }) => score) },
        {
          id: 'low',
          label: `${percent(0.95)} from`,
          look: 'dashed' as const,
          values: points.map((each) => edge(each, each.low)),
        },
        {
          id: 'high',
          label: `${percent(0.95)} to`,
          look: 'dashed' as const,
          values: points.map((each) => edge(each, each.high)),
        },
      ],
      format: (points: number) => change(points),
      others: all.length - points.length,
    }
  }, [trend.data, day, change, percent])
  return (
    <Ready call={trend} loading={<LoadingBlock height={220} />}>
      {() =>
        drawn && (
          <>
            <div className={classes.trend}>
              <CourseChart {...drawn} points height={220} />
            </div>
            {drawn.others > 0 && (
              <p className={classes.calm}>
                {number(drawn.others)} earlier rounds on another scale are left out: they do not compare.
              </p>
            )}
          </>
        )
      }
    </Ready>
  )
}

/** Where everybody answered there is no margin: the score itself. */
function edge(
  { low, high, score }: { low: number | null; high: number | null; score: number | null },
  side: number | null,
) {
  return low === high ? score : side
}
