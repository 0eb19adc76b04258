import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import classes from './incentives.module.css'
import type { ShownStatement } from './statement.ts'
import { statementsAt } from './statements-at.ts'

/** What the newest period pays, in one sentence. */
export function IncentivesAnswer({ statements }: { statements: readonly ShownStatement[] }) {
  const { day, number, percent, money, shortMoney } = useFormat()
  const [newest] = statements
  if (!newest) return <Answer>No statement has been calculated yet.</Answer>
  const { from, to, currency, status } = newest
  const same = statements.filter((each) => each.runId === newest.runId)
  const paid = same.reduce((sum, each) => sum + each.payableMinor, 0)
  const earned = same.reduce((sum, each) => sum + each.earnedMinor, 0)
  const credited = same.reduce((sum, each) => sum + Number(each.credited), 0)
  return (
    <>
      <Answer means="People with a statement of the newest run; the cost is what was earned by the plan, divided by what was credited to them.">
        {newest.planName}, {day(from)} until {day(to)}:{' '}
        <NumberDoor value={shortMoney(paid, currency)} door="payable" label="Payable" /> is payable to{' '}
        <NumberLink value={number(same.length)} to={statementsAt({ run: newest.runId })} label="People paid" />{' '}
        {same.length === 1 ? 'person' : 'people'}; the run is {status}.
        {credited > 0 && (
          <>
            {' '}
            It costs{' '}
            <NumberLink
              value={percent(earned / 10 ** 2 / credited, 1)}
              to={statementsAt({ run: newest.runId })}
              label="Cost"
            />{' '}
            of what was sold.
          </>
        )}
      </Answer>
      <DetailDrawer
        param="door"
        value="payable"
        title="Payable"
        definition="What the period earned by the rules of the plan, after the cap, less what locked runs of the period paid before, plus the draw, less what is recovered."
        asOf={day(to)}
      >
        <p>Open a statement to follow each cent to its rule and to the deal or order line behind it.</p>
        <ul className={classes.sums}>
          {same.map(({ id, personName, payableMinor }) => (
            <li key={id}>
              <NumberDoor value={personName} door={id} param="statement" />: {money(payableMinor, currency)}
            </li>
          ))}
        </ul>
      </DetailDrawer>
    </>
  )
}
