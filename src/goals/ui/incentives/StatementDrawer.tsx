import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { screenAt, useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import { DisputeForm } from './DisputeForm.tsx'
import classes from './incentives.module.css'
import type { ShownStatement } from './statement.ts'

/** One statement: what each rule earned, then each line with its deal or order line. */
export function StatementDrawer() {
  const [asked] = useUrlParam('statement')
  const call = useCall(incentivesContract.statements, { query: { id: asked ?? '' } }, { enabled: asked !== null })
  const statement = call.data?.statements[0]
  return (
    <DetailDrawer
      param="statement"
      size={900}
      title={statement?.personName ?? 'Statement'}
      definition="Every line is exact before rounding; the total is rounded once, and its cents are given to the lines with the largest remainders, so that they sum to it."
    >
      <Ready call={call}>
        {({ statements: [found] }) =>
          found ? <Content statement={found} /> : <p>You can see no statement at this address.</p>
        }
      </Ready>
    </DetailDrawer>
  )
}

function Content({ statement }: { statement: ShownStatement }) {
  const { money, day, percent } = useFormat()
  const { currency, earnedMinor, earnedBeforeMinor, drawMinor, recoveredMinor, payableMinor, owedAfterMinor } =
    statement
  const sums: [string, number][] = [
    ['Earned by the period', earnedMinor],
    ['Paid before', -earnedBeforeMinor],
    ['Draw', drawMinor],
    ['Recovered', -recoveredMinor],
  ]
  return (
    <>
      <p className={classes.sentence}>
        {statement.planName}, {day(statement.from)} until {day(statement.to)}: {money(payableMinor, currency)} is
        payable
        {statement.attainment !== null && ` at ${percent(statement.attainment, 1)} of quota`}.
        {owedAfterMinor > 0 && ` ${money(owedAfterMinor, currency)} is still owed by the person afterwards.`}
      </p>
      <ul className={classes.sums}>
        {sums
          .filter(([, minor], at) => at === 0 || minor !== 0)
          .map(([label, minor]) => (
            <li key={label}>
              {label}: {money(minor, currency)}
            </li>
          ))}
        {statement.rules
          .filter(({ problem }) => problem)
          .map(({ rule, problem }) => (
            <li key={rule}>
              {rule} could not be worked out: {problem}.
            </li>
          ))}
      </ul>
      <Lines statement={statement} />
      <DisputeForm statementId={statement.id} />
    </>
  )
}

function Lines({ statement: { id, currency } }: { statement: ShownStatement }) {
  const { money, day, decimal, decimalMoney, number } = useFormat()
  const call = useCall(incentivesContract.lines, { params: { id }, query: { limit: 500 } })
  return (
    <Ready call={call}>
      {({ lines, next }) => (
        <>
          <ScrollRegion label="Lines of the statement">
            <table className={classes.table}>
              <thead>
                <tr>
                  <th>Rule</th>
                  <th>Deal or order line</th>
                  <th>Day</th>
                  <th className={classes.figure}>Counted</th>
                  <th className={classes.figure}>Rate</th>
                  <th className={classes.figure}>Exact</th>
                  <th className={classes.figure}>Amount</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.position}>
                    <th scope="row">{line.rule}</th>
                    <td>
                      {line.creditKind === 'deal' ? (
                        <NumberLink value={line.label} to={screenAt('/crm/deals', { deal: line.creditId })} />
                      ) : (
                        line.label
                      )}
                    </td>
                    <td>{line.day && day(line.day)}</td>
                    <td className={classes.figure}>{decimalMoney(line.credited, currency)}</td>
                    <td className={classes.figure}>{line.rate && decimal(line.rate)}</td>
                    <td className={classes.figure}>{decimal(line.exact)}</td>
                    <td className={classes.figure}>{money(line.amountMinor, currency)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </ScrollRegion>
          {next !== null && (
            <p className={classes.note}>The first {number(lines.length)} lines are shown; the API gives all of them.</p>
          )}
        </>
      )}
    </Ready>
  )
}
