import { dayAfter } from '@drumbeat/periods'
import { useTeamOptions } from '#company/ui/public/use-options.ts'
import { Defined } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { ScrollRegion } from '#platform/ui/page/ScrollRegion.tsx'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Experiment } from '../../experiments/running-contract.ts'
import classes from '../process.module.css'

/** The two arms before and since, and the difference with its intervals. */
export function ArmsTable({ experiment }: { experiment: Experiment }) {
  const { number, percent } = useFormat()
  const teams = useTeamOptions()
  const { metric, name, before, since, difference, low, high, differenceInDifferences: change } = experiment
  const shown = (value: number | null) =>
    value === null ? 'not known' : metric === 'win rate' ? percent(value, 1) : `${number(value, 1)} d`
  const treated = experiment.teamIds.join(',')
  const others = teams
    .map(({ value }) => value)
    .filter((id) => !experiment.teamIds.includes(id))
    .join(',')
  const { startsOn, endsOn } = experiment
  const yearBefore = { from: dayAfter(startsOn, -365), to: dayAfter(startsOn, -1) }
  const sinceThen = { from: startsOn, to: dayAfter(endsOn, -1) }
  const arm = ({ n, mean }: { n: number; mean: number | null }, team: string, within: { from: string; to: string }) => (
    <NumberLink
      value={`${shown(mean)} (${number(n)})`}
      to={`/crm/deals?${dealsOf(metric, { team, within }).toString()}`}
    />
  )
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
            <td>{arm(before.treated, treated, yearBefore)}</td>
            <td>{arm(since.treated, treated, sinceThen)}</td>
          </tr>
          <tr>
            <th scope="row">The others</th>
            <td>{arm(before.others, others, yearBefore)}</td>
            <td>{arm(since.others, others, sinceThen)}</td>
          </tr>
          <tr>
            <th scope="row">Difference, {percent(0.95)} on any day</th>
            <td />
            <td>
              <NumberBelow value={`${shown(difference)} (${range(low, high)})`} rows={`Figures of ${name}`} />
            </td>
          </tr>
          <tr>
            <th scope="row">Difference in differences, {percent(0.95)}</th>
            <td />
            <td>
              <NumberBelow
                value={`${shown(change?.effect ?? null)} (${range(change?.low ?? null, change?.high ?? null)})`}
                rows={`Figures of ${name}`}
              />
            </td>
          </tr>
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** The deals that a metric counts: closed ones within the days, or won ones; stays in a stage are counted of open and lost deals too, whenever they close. */
function dealsOf(
  metric: Experiment['metric'],
  { team, within }: { team: string; within: { from: string; to: string } },
): URLSearchParams {
  if (metric === 'days in stage') return new URLSearchParams({ team })
  const outcome = metric === 'win rate' ? 'won,lost' : 'won'
  return new URLSearchParams({ outcome, team, closedFrom: within.from, closedTo: within.to })
}
