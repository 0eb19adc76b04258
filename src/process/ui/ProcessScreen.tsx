import { Select } from '@mantine/core'
import { LoadingBlock } from '#platform/ui/page/Loading.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import { processContract } from '../contract.ts'
import { CasesDrawer } from './CasesDrawer.tsx'
import { ConformanceTab } from './ConformanceTab.tsx'
import { FlowsTab } from './FlowsTab.tsx'
import { LogProblems } from './LogProblems.tsx'
import { ProcessAnswer } from './ProcessAnswer.tsx'
import { ReworkTab } from './ReworkTab.tsx'
import { VariantsTab } from './VariantsTab.tsx'

/** Process: how deals, or the cases of an event log, go through their activities, and where they wait. */
export function ProcessScreen() {
  const [found, setFound] = useUrlParam('log')
  const log = found ?? 'deals'
  const logs = useCall(processContract.logs)
  const graph = useCall(processContract.graph, { params: { log } })
  const waits = useCall(processContract.bottlenecks, { params: { log }, query: { limit: 200 } })
  const chosen = logs.data?.logs.find(({ id }) => id === log)
  const options = [
    { value: 'deals', label: 'Deals' },
    ...(logs.data?.logs.map(({ id, name }) => ({ value: id, label: name })) ?? []),
  ]
  return (
    <Page
      title="Process"
      answer={
        graph.data && waits.data && <ProcessAnswer graph={graph.data} waits={waits.data} isDeals={log === 'deals'} />
      }
      actions={
        options.length > 1 && (
          <Select
            size="xs"
            aria-label="Event log"
            data={options}
            value={log}
            allowDeselect={false}
            onChange={(value) => setFound(value === 'deals' ? null : value)}
          />
        )
      }
    >
      <CasesDrawer log={log} />
      {chosen && chosen.problems.length > 0 && <LogProblems problems={chosen.problems} />}
      <Ready call={graph} loading={<LoadingBlock height={420} />}>
        {(data) => (
          <PageTabs
            tabs={[
              {
                value: 'map',
                label: 'Map',
                content: () => <FlowsTab graph={data} currency={waits.data?.currency ?? null} />,
              },
              { value: 'variants', label: 'Variants', content: () => <VariantsTab log={log} /> },
              { value: 'rework', label: 'Rework', content: () => <ReworkTab log={log} /> },
              ...(log === 'deals'
                ? [{ value: 'conformance', label: 'Conformance', content: () => <ConformanceTab /> }]
                : []),
            ]}
          />
        )}
      </Ready>
    </Page>
  )
}
