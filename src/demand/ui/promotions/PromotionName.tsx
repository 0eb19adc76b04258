import { useFormat } from '#platform/ui/use-format.tsx'
import type { Promotion } from '../../promotions/schema.ts'
import classes from '../demand.module.css'

/** The head of a row: what was or will be offered, where, on which days, for what price, and who said so. */
export function PromotionName({ promotion }: { promotion: Promotion }) {
  const { day, decimalMoney } = useFormat()
  const { name, item, family, territory, startsOn, endsOn, price, by } = promotion
  return (
    <th scope="row" className={classes.promotion}>
      <strong>{name}</strong>
      <small>
        {item ? item.name : family?.name}
        {territory ? ` in ${territory.name}` : ''}
        {price === null ? '' : ` for ${decimalMoney(price)}`}
      </small>
      <small>
        <span className={classes.when}>{day(startsOn)}</span> – <span className={classes.when}>{day(endsOn)}</span>,{' '}
        {by}
      </small>
    </th>
  )
}
