import { Button, Group } from '@mantine/core'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Explained } from '#platform/ui/page/Means.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type Experiment, runningContract } from '../../experiments/running-contract.ts'
import classes from '../process.module.css'
import { ArmsTable } from './ArmsTable.tsx'
import { ExperimentForm } from './ExperimentForm.tsx'

/** Experiments: whether a change of the process helped, in words. */
export function ExperimentsScreen() {
  const call = useCall(runningContract.experiments)
  return (
    <Page
      title="Experiments"
      answer={call.data && <ExperimentsAnswer experiments={call.data.experiments} />}
      actions={
        <AddButton param="experiment" may="process:edit">
          Start an experiment
        </AddButton>
      }
    >
      <Ready call={call}>
        {({ experiments }) =>
          experiments.length === 0 ? (
            <EmptyState
              title="No experiments yet"
              teaches="An experiment lets some teams work in a new way from a day on. Before it starts you see which effect it can find; while it runs you may look on any day; at the end a sentence says whether it helped."
            />
          ) : (
            experiments.map((experiment) => <OneExperiment key={experiment.id} experiment={experiment} />)
          )
        }
      </Ready>
      <DetailDrawer param="experiment" title="New experiment" size={480}>
        {() => <ExperimentForm />}
      </DetailDrawer>
    </Page>
  )
}

function ExperimentsAnswer({ experiments }: { experiments: Experiment[] }) {
  const { number, percent } = useFormat()
  const below = (count: number) => <NumberBelow value={number(count)} rows={experiments[0]?.name ?? ''} />
  const running = experiments.filter(({ state }) => state === 'running').length
  const helped = experiments.filter(({ verdict }) => verdict === 'better').length
  return (
    <Answer
      means={`An experiment helped when the ${percent(0.95)} interval of its difference, which may be looked at on any day, lies on the good side of nothing; where the teams were not drawn by lot, that of the difference in differences. The others are not told apart yet, or were worse.`}
    >
      {running === 1 ? 'One experiment is running' : <>{below(running)} experiments are running</>}; {below(helped)} of{' '}
      {below(experiments.length)} helped.
    </Answer>
  )
}

function whatMeans(metric: Experiment['metric'], since: string): string {
  const counted = {
    'win rate': 'closed deals, won ones among them',
    'days to close': 'won deals, and the days from their creation to their close',
    'days in stage': 'stays in the stage that ended, and the days of each',
  }[metric]
  return `Counts ${counted}, since ${since}, of the teams with the change and of all others. The difference is their mean less that of the others.`
}

function OneExperiment({ experiment }: { experiment: Experiment }) {
  const { can } = useSession()
  const { day } = useFormat()
  const end = useCommand(runningContract.endExperiment, { onDone: () => toast('The experiment is off the list') })
  const { id, name, change, metric, stageName, teamNames, startsOn, endsOn, state, says, assumptions } = experiment
  return (
    <Section title={name} aside={state}>
      <Explained
        className={classes.sentence}
        of={name}
        means={whatMeans(metric, day(startsOn))}
        rows={<NumberBelow value="Figures" rows={`Figures of ${name}`} />}
      >
        <strong>{says}</strong>
      </Explained>
      <p className={classes.sentence}>
        {change} {teamNames.join(', ')}, {day(startsOn)} until {day(endsOn)}; measured by {metric}
        {stageName && ` ${stageName}`}.
      </p>
      <ArmsTable experiment={experiment} />
      <ul className={classes.assumptions}>
        {assumptions.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
      {can('process:edit') && (
        <Group mt="xs">
          <Button variant="subtle" size="compact-xs" onClick={() => end.mutate({ params: { id } })}>
            Take {name} off the list
          </Button>
        </Group>
      )}
    </Section>
  )
}
