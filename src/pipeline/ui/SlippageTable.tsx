import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pipelineContract } from '../contract.ts'
import classes from './pipeline.module.css'
import { useView } from './use-view.ts'

/** What became of the deals that were due in a period at its start. */
export function SlippageTable() {
  const { ready, due } = useView()
  const call = useCall(pipelineContract.slippage, { query: due }, { enabled: ready })
  const { money, number, percent } = useFormat()
  return (
    <Section title="What became of what was due">
      <Ready call={call}>
        {({ periods, basis }) => (
          <ScrollRegion label="Slippage">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Period</th>
                  <th className={classes.figure}>
                    <Defined
                      name="Due at its start"
                      means="Amounts of the open deals whose expected close lay in the period, as known at its start."
                    />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Deals" means="How many deals that were." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Won" means="Of these, what was won within the period." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Lost" means="Of these, what was lost within the period." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Slipped" means="Of these, what was neither won nor lost within the period." />
                  </th>
                  <th className={classes.figure}>
                    <Defined name="Slippage" means="What slipped, divided by what was due at the start." />
                  </th>
                </tr>
              </thead>
              <tbody>
                {periods.map((each) => (
                  <tr key={each.from}>
                    <th scope="row">
                      <NumberLink
                        value={each.label}
                        to={`/pipeline?tab=coverage&asOf=${each.lookedOn}&on=${each.from}&door=set:slipped`}
                      />
                      {each.lookedOn < each.to && ' so far'}
                    </th>
                    <td className={classes.figure}>{money(each.due.amountMinor, basis.currency)}</td>
                    <td className={classes.figure}>{number(each.due.deals)}</td>
                    <td className={classes.figure}>{money(each.won.amountMinor, basis.currency)}</td>
                    <td className={classes.figure}>{money(each.lost.amountMinor, basis.currency)}</td>
                    <td className={classes.figure}>{money(each.slipped.amountMinor, basis.currency)}</td>
                    <td className={classes.figure}>{each.slippage === null ? '' : percent(each.slippage)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Ready>
    </Section>
  )
}
