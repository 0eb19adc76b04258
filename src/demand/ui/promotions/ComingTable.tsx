import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Promotion } from '../../promotions/schema.ts'
import classes from '../demand.module.css'
import { PromotionName } from './PromotionName.tsx'
import { TakeBack } from './TakeBack.tsx'

const means =
  'Units that it adds to the forecast of the months ahead: in its days, in the two weeks after, and of its sisters, together. What promotions of one kind have in common counts for the coming ones; where the range of what they did holds "as usual", nothing does.'

/** What coming and running promotions add to the forecast, and why. */
export function ComingTable({ promotions }: { promotions: Promotion[] }) {
  const { change } = useFormat()
  return (
    <ScrollRegion label="Coming and running promotions">
      <table className={classes.plain}>
        <thead>
          <tr>
            <th scope="col">Coming and running</th>
            <th scope="col">
              <Defined name="Adds" means={means} />
            </th>
            <th scope="col" className={classes.reason}>
              Because
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {promotions.map((promotion) => (
            <tr key={promotion.id}>
              <PromotionName promotion={promotion} />
              <td className={classes.effect}>
                {promotion.expected ? (
                  <>
                    <strong>{change(promotion.expected.units)}</strong>
                    <small>units</small>
                  </>
                ) : (
                  <span className={classes.unsure}>nothing</span>
                )}
              </td>
              <td className={classes.reason}>{promotion.sentence}</td>
              <td>
                <TakeBack promotion={promotion} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
