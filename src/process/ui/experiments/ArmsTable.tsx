import { Defined } from '#platform/ui/page/Means.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Experiment } from '../../experiments/running-contract.ts'
import classes from '../process.module.css'

/** The two arms before and since, and the difference with its intervals. */
export function ArmsTable({ experiment }: { experiment: Experiment }) {
  const { number, percent } = useFormat()
  const { metric, name, before, since, difference, low, high, differenceInDifferences: change } = experiment
  const shown = (value: number | null) =>
    value === null ? 'not known' : metric === 'win rate' ? percent(value, 1) : `${number(value, 1)} d`
  const arm = ({ n, mean }: { n: number; mean: number | null }) => `${shown(mean)} (${number(n)})`
  const range = (from: number | null, to: number | null) =>
    from === null || to === null ? 'too few' : `${shown(from)} to ${shown(to)}`
  return (
    <ScrollRegion label={`Figures of ${name}`}>
      <table className={classes.figures}>
        <thead>
          <tr>
            <th>Mean (cases)</th>
            <th>
              <Defined
                name="Year before"
                means="The 365 days before the start, both kinds of teams as they are today."
              />
            </th>
            <th>
              <Defined
                name="Since"
                means="From the start until today or the planned end. The mean, and in brackets the cases it is made of; intervals that are missing wait for more cases."
              />
            </th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">Teams with the change</th>
            <td>{arm(before.treated)}</td>
            <td>{arm(since.treated)}</td>
          </tr>
          <tr>
            <th scope="row">The others</th>
            <td>{arm(before.others)}</td>
            <td>{arm(since.others)}</td>
          </tr>
          <tr>
            <th scope="row">Difference, 95 % on any day</th>
            <td />
            <td>
              {shown(difference)} ({range(low, high)})
            </td>
          </tr>
          <tr>
            <th scope="row">Difference in differences, 95 %</th>
            <td />
            <td>
              {shown(change?.effect ?? null)} ({range(change?.low ?? null, change?.high ?? null)})
            </td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  )
}
