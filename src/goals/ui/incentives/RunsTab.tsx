import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberLink } from '#platform/ui/page/NumberLink.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Tone } from '#platform/ui/page/Tone.tsx'
import { screenAt } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { incentivesContract } from '../../incentives/contract.ts'
import type { Run } from '../../incentives/schema.ts'
import classes from './incentives.module.css'
import { NewRun } from './NewRun.tsx'
import { RunSteps } from './RunSteps.tsx'
import { statementsAt } from './statements-at.ts'

/** Runs of plans: calculate, approve, lock, and what each could not resolve. */
export function RunsTab() {
  const call = useCall(incentivesContract.runs, { query: { limit: 20 } })
  return (
    <>
      <NewRun />
      <Ready call={call}>
        {({ runs }) =>
          runs.length === 0 ? (
            <EmptyState
              title="No runs yet"
              teaches="A run calculates the statements of a plan for a period; after its lock a further run pays the difference."
            />
          ) : (
            runs.map((run) => <OneRun key={run.id} run={run} />)
          )
        }
      </Ready>
    </>
  )
}

function OneRun({ run }: { run: Run }) {
  const { money, day, number } = useFormat()
  const statements = statementsAt({ run: run.id })
  return (
    <Section title={`${run.planName}, ${day(run.from)} until ${day(run.to)}`} aside={run.status}>
      <Explained
        className={classes.sentence}
        of="The run"
        means="Earned is what the rules of the plan give for the period; payable is that less what earlier runs of the period paid, with draws and what is recovered."
      >
        <NumberLink value={money(run.payableMinor, run.currency)} to={statements} label="Payable" /> is payable to{' '}
        <NumberLink value={number(run.people)} to={statements} label="People" /> people
        {run.kind === 'delta' && ', the difference to what was paid before'};{' '}
        <NumberLink value={money(run.earnedMinor, run.currency)} to={statements} label="Earned" /> was earned in all.
      </Explained>
      <Tiers id={run.id} />
      {run.problems.length > 0 && (
        <ul className={classes.sums} data-explained>
          {run.problems.slice(0, 20).map((problem, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a run never changes
            <li key={at}>
              <NumberLink value={problem.message} to={whereOf(problem, run)} />{' '}
              {problem.amountMinor !== null && `${money(problem.amountMinor, problem.currency)} `}
              {problem.isHeld ? 'is held.' : 'is affected.'}
            </li>
          ))}
          {run.problems.length > 20 && <li>{number(run.problems.length - 20)} more are in the run of the API.</li>}
        </ul>
      )}
      <RunSteps run={run} />
    </Section>
  )
}

/** What a problem is about: its deal, else the statement of its person, else all of the run. */
function whereOf({ creditId, personId }: Run['problems'][number], run: Run): string {
  if (creditId && run.terms.counts === 'deals') return screenAt('/crm/deals', { deal: creditId })
  return statementsAt({ run: run.id, person: personId })
}

function Tiers({ id }: { id: string }) {
  const { money } = useFormat()
  const statements = statementsAt({ run: id })
  const call = useCall(incentivesContract.steps, { params: { id } })
  const found = call.data?.steps.filter(({ verdict }) => verdict !== 'as meant') ?? []
  return found.map((step) => (
    <p key={`${step.rule} ${step.from}`} className={classes.sentence} data-explained data-tile>
      <Tone tone="behind">{step.verdict}</Tone> {step.says} It cost{' '}
      <NumberLink value={money(step.extraMinor, call.data!.currency)} to={statements} label="Cost" /> beyond the step
      below.
    </p>
  ))
}
