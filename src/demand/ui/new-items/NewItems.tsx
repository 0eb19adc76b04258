import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import classes from '../demand.module.css'
import type { DemandView } from '../use-view.ts'
import { FirstForecast } from './FirstForecast.tsx'

/** How many items are new and were never sold, where there are any; behind it what their first months may bring. */
export function NewItems({ view }: { view: DemandView }) {
  const { number, percent } = useFormat()
  const { data } = useCall(demandContract.newItems)
  if (!data || data.items.length === 0) return null
  const { items, measured } = data
  const counted = items.filter((each) => each.counted).length
  return (
    <>
      <p className={classes.calm}>
        <button
          type="button"
          className={classes.pick}
          onClick={() => view.change({ door: 'new-items' }, { push: true })}
        >
          {number(items.length)} new {items.length === 1 ? 'item' : 'items'}, not sold yet
        </button>
        {counted > 0 &&
          (items.length === 1 ? ', counted in the sums' : `, ${number(counted)} of them counted in the sums`)}
      </p>
      <DetailDrawer
        param="door"
        value="new-items"
        title="New items, not sold yet"
        definition="Units in the first months, as items that are alike went when they were new, by the season of the family. It counts in its family, its territories and everything once somebody takes it over, and until the item has a forecast of its own, made of what it sells."
        leftOut="Items without a first day, and those that take over the history of another."
      >
        <p className={classes.sentence}>
          {measured
            ? `Of ${number(measured.items)} ${measured.items === 1 ? 'item' : 'items'} of these families that ${measured.items === 1 ? 'was' : 'were'} new before, such a forecast held ${percent(measured.inside)} of the months in its ${percent(0.8)} range, and missed by ${percent(measured.wape)}.`
            : 'No item of these families was new within the months known: nobody can tell how good this is.'}
        </p>
        {items.map((each) => (
          <FirstForecast key={each.item.id} newItem={each} view={view} />
        ))}
      </DetailDrawer>
    </>
  )
}
