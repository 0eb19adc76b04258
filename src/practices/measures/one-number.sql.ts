import { oneNumberOn } from '#sop/one-number.sql.ts'
import { type Asking, cannotTell, type Measures, shareOf } from './measured.ts'

/** A family may lie so far from sales and finance without an explanation. */
const APART = 0.05

/** Check 19: whether the consensus is near to what sales and finance say, or the difference explained. */
export async function oneNumberMeasures({ db, asOf }: Asking): Promise<Measures> {
  const cycle = await oneNumberOn(db, asOf)
  if (!cycle) return { 'one-number': cannotTell('No cycle has captured its numbers yet.') }
  const told = cycle.families.filter(({ furthest }) => furthest !== null)
  const apart = told.filter(({ furthest, explained }) => furthest! > APART && !explained)
  return {
    'one-number': shareOf({
      hits: told.length - apart.length,
      n: told.length,
      none: 'Neither sales nor finance has said anything in the last cycle.',
      rows: apart.map(({ name, furthest }) => ({
        label: `${name}, cycle of ${cycle.month.slice(0, 7)}`,
        detail: `${Math.round(100 * furthest!)} % from sales or finance, and nobody said why`,
        to: `/sop?cycle=${cycle.cycleId}&tab=consensus`,
      })),
    }),
  }
}
