import { useMemo } from 'react'
import { CourseChart } from '#platform/ui/charts/CourseChart.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { revenueContract } from '../contract.ts'
import type { Ranged } from '../schema.ts'
import classes from './revenue.module.css'
import { useView } from './use-view.ts'

/** Commit, best case, outlook and closed through the period beside the quota; of everybody, or of one person with those below. */
export function CoursePart({ personId, name }: { personId?: string; name?: string }) {
  const { query } = useView()
  const { day, percent, shortMoney } = useFormat()
  const course = useCall(revenueContract.course, { query: { ...query, ...(personId && { personId }) } })
  const { data } = course
  const drawn = useMemo(() => {
    if (!data) return null
    const { days, quotaMinor, currency } = data
    const said = carried(days.map(({ outlook }) => outlook))
    const isSaid = said.some((each) => each !== null)
    return {
      label: `Calls through ${data.period.label}${name ? `, ${name}` : ''}`,
      days: days.map((each) => day(each.day)),
      lines: [
        { id: 'commit', label: 'Commit', look: 'solid' as const, values: days.map((each) => each.commitMinor) },
        { id: 'best', label: 'Best case', look: 'dashed' as const, values: days.map((each) => each.bestMinor) },
        { id: 'closed', label: 'Closed', look: 'area' as const, values: days.map((each) => each.closedMinor) },
        ...(isSaid
          ? [
              {
                id: 'outlook',
                label: 'Outlook',
                look: 'solid' as const,
                values: said.map((each) => each?.meanMinor ?? null),
              },
            ]
          : []),
      ],
      band: isSaid
        ? {
            label: `${percent(0.8)} range`,
            lo: said.map((each) => each?.loMinor ?? null),
            hi: said.map((each) => each?.hiMinor ?? null),
          }
        : null,
      goal: quotaMinor === null ? null : { label: 'Quota', value: quotaMinor },
      format: (minor: number) => shortMoney(minor, currency),
    }
  }, [data, name, day, percent, shortMoney])
  return (
    <Ready call={course} loading={<LoadingBlock height={260} />}>
      {() =>
        drawn && (
          <>
            <CourseChart {...drawn} />
            {query.known === 'then' && query.asOf && (
              <p className={classes.calm}>
                As it was drawn on {day(query.asOf)}; of the outlook, what had been recorded by then.
              </p>
            )}
          </>
        )
      }
    </Ready>
  )
}

/** What was said last stands until something newer is said. */
function carried(values: readonly (Ranged | null)[]): (Ranged | null)[] {
  let last: Ranged | null = null
  return values.map((value) => {
    last = value ?? last
    return last
  })
}
