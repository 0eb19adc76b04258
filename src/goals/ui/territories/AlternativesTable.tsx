import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Defined, Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Balanced } from '../../planning-contract.ts'
import classes from '../incentives/incentives.module.css'

type Left = {
  unassigned: { accounts: number; potential: number; rows: readonly { account: string; name: string }[] }
  withoutRate: readonly { currency: string; deals: number; amountMinor: number }[]
  currency: string
}

/** The same question with few, some and any moves, side by side. */
export function AlternativesTable(props: { alternatives: readonly Balanced[] } & Left) {
  const { number, percent } = useFormat()
  const { alternatives, unassigned, withoutRate, currency } = props
  const share = (value: number | null) => (value === null ? '' : percent(value, 1))
  return (
    <>
      <ScrollRegion label="Alternatives">
        <table className={classes.table}>
          <thead>
            <tr>
              <th>
                <Defined name="May change hands" means="The share of all accounts that the moves may touch." />
              </th>
              <th className={classes.figure}>
                <Defined name="Moved" means="Accounts that would change hands." />
              </th>
              <th className={classes.figure}>
                <Defined
                  name="Largest above mean"
                  means="By how much the largest territory would stand above the mean potential."
                />
              </th>
              <th className={classes.figure}>
                <Defined
                  name="Best possible"
                  means="What no choice of moves within the limit could be better than; a proven bound."
                />
              </th>
              <th className={classes.figure}>
                <Defined name="At most off by" means="How far the choice may be from the best possible." />
              </th>
              <th className={classes.figure}>
                <Defined
                  name="Excess removed"
                  means="Of the potential above the mean today, what the moves take away."
                />
              </th>
            </tr>
          </thead>
          <tbody>
            {alternatives.map((each) => (
              <tr key={each.moveLimit}>
                <th scope="row">
                  <NumberBelow value={percent(each.moveLimit)} rows="Moves" label="May change hands" />
                </th>
                <td className={classes.figure}>{number(each.moved)}</td>
                <td className={classes.figure}>{share(each.imbalance === null ? null : each.imbalance - 1)}</td>
                <td className={classes.figure}>{share(each.bound === null ? null : each.bound - 1)}</td>
                <td className={classes.figure}>{share(each.gap)}</td>
                <td className={classes.figure}>{share(each.excessRemoved)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <LeftOut unassigned={unassigned} withoutRate={withoutRate} currency={currency} />
    </>
  )
}

/** What no alternative can hold: accounts that nobody serves, and money without a rate. */
function LeftOut({ unassigned, withoutRate, currency }: Left) {
  const { number, money } = useFormat()
  return (
    <>
      {unassigned.accounts > 0 && (
        <Explained
          className={classes.note}
          of="Served by nobody"
          means="Accounts without a territory, or without an owner who is still there; their potential is what they closed in the last twelve months."
        >
          <NumberDoor
            value={`${number(unassigned.accounts)} accounts worth ${money(unassigned.potential, currency)}`}
            door="unassigned"
          />{' '}
          are served by nobody and are left out
          {unassigned.potential > 0 &&
            `, first ${unassigned.rows
              .slice(0, 5)
              .map(({ name }) => name)
              .join(', ')}`}
          .
        </Explained>
      )}
      <Unserved unassigned={unassigned} />
      {withoutRate.map(({ currency: code, deals, amountMinor }) => (
        <p key={code} className={classes.note} data-explained>
          <NumberLink value={`${number(deals)} won deals of ${money(amountMinor, code)}`} to="/crm/deals?outcome=won" />{' '}
          are in no potential: no rate turns {code} into {currency}.
        </p>
      ))}
    </>
  )
}

/** The accounts that nobody serves. */
function Unserved({ unassigned }: Pick<Left, 'unassigned'>) {
  const { number } = useFormat()
  return (
    <DetailDrawer
      param="door"
      value="unassigned"
      title="Served by nobody"
      definition="Accounts without a territory, or without an owner who is still there."
    >
      <ul>
        {unassigned.rows.map(({ account, name }) => (
          <li key={account}>
            <NumberLink value={name} to={`/crm/accounts?account=${account}`} />
          </li>
        ))}
      </ul>
      {unassigned.accounts > unassigned.rows.length && (
        <p>
          The first {number(unassigned.rows.length)} of {number(unassigned.accounts)}.
        </p>
      )}
    </DetailDrawer>
  )
}
