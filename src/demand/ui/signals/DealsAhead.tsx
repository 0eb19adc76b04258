import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { demandContract } from '../../contract.ts'
import type { OpenDealsAhead } from '../../signals/schema.ts'
import classes from '../demand.module.css'

/** What the open deals hold of each item, month by month: as it stands, and weighted by the stage. Nothing where no deal has products. */
export function DealsAhead() {
  const { number, month } = useFormat()
  const { data } = useCall(demandContract.openDealsAhead)
  if (!data || data.items.length === 0) return null
  const all = data.items.reduce((sum, { weighted }) => sum + total(weighted), 0)
  const list = 'Products of open deals'
  return (
    <section aria-label="Open deals by item">
      <Explained
        of={list}
        className={classes.sentence}
        rows={<NumberBelow value="By item" rows={list} />}
        means="Quantities of the lines of the open deals that you see, each times the probability of its stage, in the month in which it is to ship, or else the deal to close. They show what is on its way and are not added to the forecast: open deals lead it as a signal of their family, so that an order is not counted twice."
      >
        Open deals hold <strong>{number(all)} units</strong> of {number(data.items.length)} items for the months to{' '}
        {month(data.months.at(-1)!)}, weighted by their stage.
      </Explained>
      <LeftOut data={data} />
      <ScrollRegion label={list}>
        <table className={classes.plain}>
          <thead>
            <tr>
              <th scope="col">Item</th>
              {data.months.map((startsOn) => (
                <th key={startsOn} scope="col">
                  <Defined
                    name={month(startsOn)}
                    means="Units weighted by the stage of their deal; in brackets as they stand."
                  />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.items.slice(0, most).map(({ itemId, name, units, weighted }) => (
              <tr key={itemId}>
                <th scope="row">
                  <NumberLink value={name} to={`/crm/deals?outcome=open&group=products&item=${itemId}`} />
                </th>
                {data.months.map((startsOn, at) => (
                  <td key={startsOn}>
                    {units[at]! > 0 && (
                      <>
                        {number(weighted[at]!, weighted[at]! < 10 ? 1 : 0)} <small>({number(units[at]!)})</small>
                      </>
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  )
}

/** So many items show; the API tells all. */
const most = 25

function LeftOut({ data }: { data: OpenDealsAhead }) {
  const { number } = useFormat()
  const more = data.items.length - most
  const open = '/crm/deals?outcome=open'
  if (data.withoutLines === 0 && data.passed === 0 && more <= 0) return null
  return (
    <p data-explained className={classes.calm}>
      Not among them:{' '}
      {data.withoutLines > 0 && (
        <>
          <NumberLink value={number(data.withoutLines)} to={open} label="Open deals" /> open deals that name an item but
          list no products.{' '}
        </>
      )}
      {data.passed > 0 && (
        <>
          <NumberLink value={number(data.passed)} to={`${open}&group=products`} label="Their products" /> products
          without a day, or with one that has passed.{' '}
        </>
      )}
      {more > 0 && (
        <>
          <NumberLink value={number(more)} to={`${open}&group=products`} label="Products of open deals" /> more items.
        </>
      )}
    </p>
  )
}

function total(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0)
}
