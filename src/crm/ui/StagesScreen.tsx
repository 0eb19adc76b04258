import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { crmContract } from '#crm/contract.ts'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { EmptyState } from '#platform/ui/page/EmptyState.tsx'
import { Page, Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import type { DealTotals } from '../deals/contract.ts'
import type { Pipeline } from '../stages/contract.ts'
import { AddStage } from './AddStage.tsx'
import { MergeStage } from './MergeStage.tsx'
import { StageForm } from './StageForm.tsx'
import { StagesAnswer } from './StagesAnswer.tsx'
import { StagesDoors } from './StagesDoors.tsx'
import { StagesTable } from './StagesTable.tsx'

/** The pipelines: the stages a deal goes through, what each says of a deal, and the open deals in it. */
export function StagesScreen() {
  const pipelines = useCall(crmContract.listPipelines)
  const open = useCall(crmContract.dealTotals, { query: { outcome: 'open', group: 'stage' } })
  const found = pipelines.data?.pipelines
  return (
    <Page
      title="Stages"
      answer={found && found.length > 0 && open.data && <StagesAnswer pipelines={found} open={open.data} />}
    >
      <Ready call={pipelines}>
        {(data) => <Ready call={open}>{(totals) => <Content pipelines={data.pipelines} open={totals} />}</Ready>}
      </Ready>
    </Page>
  )
}

function Content({ pipelines, open }: { pipelines: Pipeline[]; open: DealTotals }) {
  const of = (id: string) => pipelines.find((pipeline) => pipeline.stages.some((stage) => stage.id === id))
  if (pipelines.length === 0) return <NoPipelineYet />
  return (
    <>
      {pipelines.map((pipeline) => (
        <Section key={pipeline.id} title={pipeline.name} aside={<AddButton pipeline={pipeline} />}>
          <StagesTable pipeline={pipeline} open={open} />
        </Section>
      ))}
      <StagesDoors open={open} />
      <RecordDrawer
        param="stage"
        noun="stage"
        rows={pipelines.flatMap((pipeline) => pipeline.stages)}
        rowId={(stage) => stage.id}
        nameOf={(stage) => stage.name}
      >
        {(stage) =>
          stage && (
            <>
              <StageForm stage={stage} among={of(stage.id)?.stages ?? [stage]} />
              <MergeStage stage={stage} among={of(stage.id)?.stages ?? [stage]} />
            </>
          )
        }
      </RecordDrawer>
      <DetailDrawer param="add" title="New stage" size={480}>
        {(id) => <AddStage pipeline={pipelines.find((pipeline) => pipeline.id === id) ?? null} />}
      </DetailDrawer>
    </>
  )
}

function AddButton({ pipeline }: { pipeline: Pipeline }) {
  const { can } = useSession()
  const [, open] = useUrlParam('add')
  if (!can(crmContract.addStage.permission)) return null
  return (
    <Button
      variant="default"
      size="compact-md"
      leftSection={<IconPlus size={16} aria-hidden />}
      aria-label={`Add a stage to ${pipeline.name}`}
      onClick={() => open(pipeline.id, { push: true })}
    >
      Add a stage
    </Button>
  )
}

function NoPipelineYet() {
  const { can } = useSession()
  const mayImport = can('imports:run')
  return (
    <EmptyState
      title="No pipeline yet"
      teaches="A pipeline is the row of stages a deal goes through, from the first talk to won or lost. Here you will see how many open deals stand in each stage, and set what a stage says of a deal: its forecast category and its probability."
      needs={`The first import of deals: it brings the pipeline and its stages along${mayImport ? '' : ', run by sales operations'}.`}
      action={
        mayImport && (
          <Button component={Link} to="/imports">
            Import deals
          </Button>
        )
      }
    />
  )
}
