import { Button } from '@mantine/core'
import { AddButton } from '#platform/ui/form/AddButton.tsx'
import type { Column } from '#platform/ui/grid/column.ts'
import { DataGrid } from '#platform/ui/grid/DataGrid.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { pulseContract } from '../../contract.ts'
import type { Survey } from '../../schema.ts'
import { NewSurvey } from './NewSurvey.tsx'
import { SurveyDetail } from './SurveyDetail.tsx'

/** Surveys: what they ask, how often, and the next round. */
export function SurveysTab() {
  const surveys = useCall(pulseContract.surveys)
  return (
    <Ready call={surveys} loading={<LoadingBlock height={240} />}>
      {({ surveys: all }) => (
        <>
          <Grid surveys={all} />
          <DetailDrawer param="survey" title="New survey" size={560}>
            {() => <NewSurvey />}
          </DetailDrawer>
          <DetailDrawer param="shown" title={(id) => find(all, id)?.name ?? 'Survey'} size={560}>
            {(id) => {
              const survey = find(all, id)
              return survey ? <SurveyDetail survey={survey} /> : <p>There is no such survey.</p>
            }}
          </DetailDrawer>
        </>
      )}
    </Ready>
  )
}

function find(surveys: readonly Survey[], id: string): Survey | undefined {
  return surveys.find((survey) => survey.id === id)
}

const often = { once: 'once', week: 'weekly', month: 'monthly', quarter: 'quarterly' }

function Grid({ surveys }: { surveys: Survey[] }) {
  const { day } = useFormat()
  const { can } = useSession()
  const [, open] = useUrlParam('shown')
  const launch = useCommand(pulseContract.launch, {
    onDone: ({ eligible, cells }) => toast(`Launched: ${eligible} people in ${cells} groups`),
  })
  const columns: Column<Survey>[] = [
    { id: 'name', header: 'Survey', value: (survey) => survey.name, grow: true, phone: 'title' },
    { id: 'every', header: 'How often', value: (survey) => often[survey.every], width: 110, phone: 'line' },
    {
      id: 'questions',
      header: 'Questions',
      definition: 'Questions that each round asks, those that take turns counted too.',
      kind: 'number',
      value: (survey) => survey.questionIds.length + survey.rotating,
      width: 100,
      phone: 'line',
    },
    {
      id: 'next',
      header: 'Next round',
      value: (survey) => survey.nextOn,
      cell: (survey) => (survey.nextOn ? day(survey.nextOn) : 'none'),
      width: 140,
      phone: 'line',
    },
    {
      id: 'open',
      header: 'Open for',
      definition: 'How long a round takes answers.',
      value: (survey) => `${survey.openDays} days`,
      width: 100,
    },
    {
      id: 'k',
      header: 'Shown from',
      definition: 'Figures and comments of fewer answers are hidden.',
      value: (survey) => `${survey.k} / ${survey.commentK} answers`,
      width: 150,
    },
    ...(can('pulse:run')
      ? [
          {
            id: 'launch',
            header: 'Launch',
            value: () => '',
            cell: ({ id, nextOn }: Survey) =>
              nextOn && (
                <Button size="compact-xs" variant="default" onClick={() => launch.mutate({ params: { id } })}>
                  Launch now
                </Button>
              ),
            width: 120,
          },
        ]
      : []),
  ]
  return (
    <DataGrid
      name="pulse-surveys"
      label="Surveys"
      columns={columns}
      rows={surveys}
      rowId={(survey) => survey.id}
      onOpen={({ id }) => open(id, { push: true })}
      toolbar={
        <AddButton param="survey" may="pulse:run">
          New survey
        </AddButton>
      }
      empty={
        <EmptyState
          title="No survey yet"
          teaches="A survey asks at most 10 questions, once, weekly, monthly or quarterly, and is answered in a minute."
        />
      }
    />
  )
}
