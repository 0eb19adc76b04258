import { useFormat } from '#platform/ui/use-format.tsx'
import type { Figures } from '../../scenarios/contract.ts'
import classes from '../sop.module.css'
import { TextTable } from '../TextTable.tsx'

/** Scenarios beside the plan, figure by figure: what supply makes of each first, then units and revenue. */
export function SideBySide({ data }: { data: Figures }) {
  const { number } = useFormat()
  const shown = useFigure(data)
  const out = data.columns.flatMap(({ name, leftOut }) => leftOut.map((each) => `${each} (${name})`))
  return (
    <>
      <p className={classes.calm}>
        {data.supplyReason ??
          `Supply plan ${number(data.supplyPlan!)} is solved anew for each: what supply says are estimates.`}
        {out.length > 0 && ` Not in that plan, so not set: ${[...new Set(out)].slice(0, 5).join(', ')}.`}
      </p>
      <TextTable
        label="Scenarios side by side"
        heads={[
          'Figure',
          ...data.columns.map(({ name }, at) => ({ label: at === 0 ? name : `${at} ${name}`, right: true as const })),
        ]}
        none="Nothing to compare yet."
        rows={data.figures.map(({ key, label, unit, values }) => ({
          id: key,
          cells: [label, ...values.map((value) => shown(value, unit))],
        }))}
      />
    </>
  )
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
