import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { PriceSplit } from '../../prices/contract.ts'
import classes from '../demand.module.css'
import { useAmounts } from '../use-amounts.ts'
import type { DemandView } from '../use-view.ts'

/** How the money expected differs from a year before: by volume, by price and by mix, and the items whose price did it. */
export function PriceVolume({ view }: { view: DemandView }) {
  const { grain, territory, node } = view
  const call = useCall(demandContract.priceAndVolume, { query: { grain, territory: territory ?? undefined, node } })
  return (
    <Ready call={call}>
      {({ split }) =>
        split ? (
          <Split split={split} grain={grain} />
        ) : (
          <p className={classes.calm}>No year before is known to set price apart from volume.</p>
        )
      }
    </Ready>
  )
}

function Split({ split, grain }: { split: PriceSplit; grain: DemandView['grain'] }) {
  const money = useAmounts('money')
  const units = useAmounts('units')
  const { decimalMoney } = useFormat()
  const each = (price: number) => decimalMoney(price.toFixed(2))
  const signed = (value: number) => `${value < 0 ? '−' : '+'}${money.full(Math.abs(value))}`
  const below = (value: string) => <NumberBelow value={value} rows="Items by what their price does" />
  return (
    <>
      <Explained
        className={classes.sentence}
        of="Volume, price and mix"
        means="Volume is the change in units at the average price of a year before; price what the units cost more than at each item's own price then; mix the rest: dearer or cheaper items instead, new ones and those that are gone. The three make up the change."
      >
        The next {split.periods} {grain}s: {below(money.full(split.after))}, {below(signed(split.after - split.before))}{' '}
        on a year before: {below(signed(split.volume))} by volume, {below(signed(split.price))} by price,{' '}
        {below(signed(split.mix))} by mix.
      </Explained>
      {split.items.length > 0 && (
        <ScrollRegion label="Items by what their price does">
          <table className={classes.plain}>
            <thead>
              <tr>
                {['Item', 'Units before', 'Units expected', 'Price before', 'Price expected', 'By price'].map(
                  (head) => (
                    <th key={head} scope="col">
                      {head}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {split.items.map((item) => (
                <tr key={item.itemId}>
                  <th scope="row">
                    <NumberLink value={item.name} to={`/demand?node=item:${item.itemId}&measure=money`} />
                  </th>
                  <td>{units.full(item.unitsBefore)}</td>
                  <td>{units.full(item.unitsAfter)}</td>
                  <td>{each(item.moneyBefore / item.unitsBefore)}</td>
                  <td>{each(item.moneyAfter / item.unitsAfter)}</td>
                  <td>{signed(item.price)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </>
  )
}
