import { AsOfPicker } from '#platform/ui/page/AsOfPicker.tsx'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { pipelineContract } from '../contract.ts'
import { ChangesTab } from './ChangesTab.tsx'
import { CoverageTab } from './CoverageTab.tsx'
import { CreationTab } from './CreationTab.tsx'
import { CycleTab } from './CycleTab.tsx'
import { Doors } from './Doors.tsx'
import { DueSwitch } from './DueSwitch.tsx'
import { FunnelTab } from './FunnelTab.tsx'
import { PipelineAnswer } from './PipelineAnswer.tsx'
import { PipelineFilters } from './PipelineFilters.tsx'
import { QualityTab } from './QualityTab.tsx'
import { RatesTab } from './RatesTab.tsx'
import { SegmentsTab } from './SegmentsTab.tsx'
import { StagesTab } from './StagesTab.tsx'
import { useView } from './use-view.ts'

/** Pipeline: how much is open, what moved it, and how deals go through it; on any day. */
export function PipelineScreen() {
  const { ready, today, due, since, day } = useView()
  const fall = useCall(
    pipelineContract.waterfall,
    { query: { ...due, from: since ?? '', to: day } },
    { enabled: ready },
  )
  return (
    <Page
      title="Pipeline"
      answer={fall.data && <PipelineAnswer fall={fall.data} />}
      actions={
        <>
          <DueSwitch label={fall.data?.due?.label ?? null} />
          <AsOfPicker today={today} />
        </>
      }
    >
      <PipelineFilters />
      <Ready call={fall} loading={<LoadingBlock height={420} />}>
        {(data) => (
          <PageTabs
            tabs={[
              { value: 'changes', label: 'Changes', content: () => <ChangesTab fall={data} /> },
              { value: 'segments', label: 'Segments', content: () => <SegmentsTab /> },
              { value: 'coverage', label: 'Coverage', content: () => <CoverageTab /> },
              { value: 'funnel', label: 'Funnel', content: () => <FunnelTab /> },
              { value: 'stages', label: 'Stages', content: () => <StagesTab /> },
              { value: 'rates', label: 'Win rates', content: () => <RatesTab /> },
              { value: 'cycle', label: 'Cycle', content: () => <CycleTab /> },
              { value: 'creation', label: 'Creation', content: () => <CreationTab /> },
              { value: 'quality', label: 'Data quality', content: () => <QualityTab /> },
            ]}
          />
        )}
      </Ready>
      <Doors />
    </Page>
  )
}
