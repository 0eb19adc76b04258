import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { CycleView } from '../../cycle/contract.ts'
import type { Figures } from '../../scenarios/contract.ts'
import { partOf } from '../part-of.ts'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'

/** Scenarios beside the plan, figure by figure: what supply makes of each first, then units and revenue. */
export function SideBySide({ cycle, data }: { cycle: CycleView; data: Figures }) {
  const { number } = useFormat()
  const shown = useFigure(data)
  const supplyPlan = screenAt('/supply', { plan: String(data.supplyPlan ?? ''), tab: 'families' })
  const out = data.columns.flatMap(({ name, leftOut }) => leftOut.map((each) => `${each} (${name})`))
  return (
    <>
      <Explained
        className={classes.calm}
        of="Scenarios side by side"
        means="Each scenario changes demand or capacity of some months; everything else is the plan's. Supply solves its plan anew for each, so its figures are estimates of the same kind."
      >
        {data.supplyReason ?? (
          <>
            <NumberLink value={`Supply plan ${number(data.supplyPlan!)}`} to={supplyPlan} /> is solved anew for each:
            what supply says are estimates.
          </>
        )}
        {out.length > 0 && ` Not in that plan, so not set: ${[...new Set(out)].slice(0, 5).join(', ')}.`}
      </Explained>
      <TextTable
        label="Scenarios side by side"
        heads={[
          'Figure',
          ...data.columns.map(({ name }, at) => ({ label: at === 0 ? name : `${at} ${name}`, right: true as const })),
        ]}
        none="Nothing to compare yet."
        rows={data.figures.map(({ key, label, unit, values }) => ({
          id: key,
          cells: [
            <Defined key={key} name={label} means={meaningOf(key)} />,
            ...values.map((value, at) =>
              at === 0 ? (
                <NumberLink
                  key="plan"
                  value={shown(value, unit)}
                  to={key.startsWith('supply:') ? supplyPlan : partOf(cycle, 'consensus')}
                />
              ) : (
                shown(value, unit)
              ),
            ),
          ],
        }))}
      />
    </>
  )
}

function meaningOf(key: string): string {
  const ofSupply = supplyMeanings[key.replace(/^supply:/, '')]
  if (ofSupply) return `${ofSupply} Over all months of the supply plan.`
  const what = key.endsWith(':units') ? 'Units' : 'Units times list price'
  if (key.startsWith('quarter:')) return `${what} of all families in the months of this quarter of the calendar.`
  return `${what} over the horizon of the cycle${key.startsWith('family:') ? ', of this family' : ''}.`
}

const supplyMeanings: Readonly<Record<string, string>> = {
  service: 'Units served in the month in which they are wanted, of all units wanted.',
  margin: 'Revenue less cost.',
  revenue: 'Units that are sold, at list price.',
  cost: 'What making, buying, moving, holding and delivering late cost.',
  stock: 'Stock at the ends of the months at cost, their mean.',
  made: 'Units that are made.',
  bought: 'Units that are ordered from suppliers.',
  unitsLate: 'Units that are served after the month in which they are wanted.',
  unitsLost: 'Units that are wanted and never served.',
  hoursOvertime: 'Hours worked above the regular hours of resources.',
  fullest: 'Hours used by hours there are, of the resource and month where that is most.',
}

/** Writes a figure in its unit. */
export function useFigure({ currency }: Pick<Figures, 'currency'>) {
  const { money, number, percent } = useFormat()
  return (value: number | null, unit: Figures['figures'][number]['unit']) => {
    if (value === null) return 'cannot be told'
    if (unit === 'minor units') return money(value, currency)
    return unit === 'share' ? percent(value, 1) : number(value, unit === 'hours' ? 1 : 0)
  }
}
