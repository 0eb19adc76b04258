import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../contract.ts'
import type { NewItem } from '../new-items/contract.ts'
import classes from './demand.module.css'
import type { DemandView } from './use-view.ts'

/** How many items are new and were never sold, where there are any; behind it what their first months may bring. */
export function NewItems({ view }: { view: DemandView }) {
  const { number, percent } = useFormat()
  const { data } = useCall(demandContract.newItems)
  if (!data || data.items.length === 0) return null
  const { items, measured } = data
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
      </p>
      <DetailDrawer
        param="door"
        value="new-items"
        title="New items, not sold yet"
        definition="Units in the first months, as the items of the family that are nearest in price went when they were new, by the season of the family. They are in no sum: what is expected of a family holds what its new items usually bring. Once an item is sold, its own months count."
        leftOut="Items without a first day, and those that take over the history of another."
      >
        <p className={classes.sentence}>
          {measured
            ? `Of ${number(measured.items)} ${measured.items === 1 ? 'item' : 'items'} of these families that ${measured.items === 1 ? 'was' : 'were'} new before, such a forecast held ${percent(measured.inside)} of the months in its ${percent(0.8)} range, and missed by ${percent(measured.wape)}.`
            : 'No item of these families was new within the months known: nobody can tell how good this is.'}
        </p>
        {items.map((each) => (
          <One key={each.item.id} newItem={each} />
        ))}
      </DetailDrawer>
    </>
  )
}

function One({ newItem }: { newItem: NewItem }) {
  const { day, number, percent } = useFormat()
  const { item, startsOn, sentence, ahead } = newItem
  return (
    <section aria-label={item.name}>
      <p>
        <strong>{item.name}</strong> ({item.code}), from <span className={classes.when}>{day(startsOn)}</span>.{' '}
        {sentence}
      </p>
      {ahead && (
        <ScrollRegion label={`First months of ${item.name}`}>
          <table className={classes.plain}>
            <thead>
              <tr>
                <th scope="col">Month</th>
                <th scope="col">Expected, units</th>
                <th scope="col">{percent(0.8)} range</th>
              </tr>
            </thead>
            <tbody>
              {ahead.map(({ startsOn: month, label, mean, lo80, hi80 }) => (
                <tr key={month}>
                  <th scope="row">{label}</th>
                  <td>{number(mean)}</td>
                  <td>
                    {number(lo80)} – {number(hi80)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  )
}
