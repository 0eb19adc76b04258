import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { Against, PriceSplit } from '../../prices/contract.ts'
import classes from '../demand.module.css'
import { useAmounts } from '../use-amounts.ts'
import type { DemandView } from '../use-view.ts'

type Compared = { against?: Against; from?: string | undefined; to?: string | undefined }

const nothing: Record<Against, string> = {
  'year before': 'No year before is known to set price apart from volume.',
  version: 'No two published forecasts hold the same periods in units and money to set price apart from volume.',
  actual: 'No forecast was published before the newest closed period began, to be held against what came.',
}
const beforeIs: Record<Against, string> = {
  'year before': 'a year before',
  version: 'in the forecast before',
  actual: 'as expected',
}

/** How money differs by volume, by price and by mix, and the items whose price did it: from a year before, between two forecasts, or from what was expected. */
export function PriceVolume({ view, against = 'year before', from, to }: { view: DemandView } & Compared) {
  const { grain, territory, node } = view
  const query = { grain, territory: territory ?? undefined, node, against, from, to }
  const call = useCall(demandContract.priceAndVolume, { query })
  return (
    <Ready call={call}>
      {({ split }) =>
        split ? <Split split={split} grain={grain} /> : <p className={classes.calm}>{nothing[against]}</p>
      }
    </Ready>
  )
}

function heads(against: Against): string[] {
  const [before, now] = against === 'actual' ? ['expected', 'that came'] : ['before', 'expected']
  return ['Item', `Units ${before}`, `Units ${now}`, `Price ${before}`, `Price ${now}`, 'By price']
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
        means={`Volume is the change in units at the average price ${beforeIs[split.against]}; price what the units cost more than at each item's own price then; mix the rest: dearer or cheaper items instead, new ones and those that are gone. The three make up the change.`}
      >
        {split.against === 'actual' ? `${split.label} brought` : `The next ${split.periods} ${grain}s:`}{' '}
        {below(money.full(split.after))}, {below(signed(split.after - split.before))}{' '}
        {split.against === 'year before' ? 'on a year before' : `on forecast ${split.forecast}`}:{' '}
        {below(signed(split.volume))} by volume, {below(signed(split.price))} by price, {below(signed(split.mix))} by
        mix.
      </Explained>
      {split.items.length > 0 && (
        <ScrollRegion label="Items by what their price does">
          <table className={classes.plain}>
            <thead>
              <tr>
                {heads(split.against).map((head) => (
                  <th key={head} scope="col">
                    {head}
                  </th>
                ))}
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
