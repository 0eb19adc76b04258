import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../incentives/contract.ts'
import { DisputesTab } from './DisputesTab.tsx'
import { IncentivesAnswer } from './IncentivesAnswer.tsx'
import { PlansTab } from './PlansTab.tsx'
import { RunsTab } from './RunsTab.tsx'
import { StatementDrawer } from './StatementDrawer.tsx'
import { StatementsTab } from './StatementsTab.tsx'

/** Incentives: what people were paid for what they sold, cent by cent, and by which rules. */
export function IncentivesScreen() {
  const { can } = useSession()
  const call = useCall(incentivesContract.statements)
  const tabs = [
    {
      value: 'statements',
      label: 'Statements',
      content: () => <StatementsTab />,
    },
    ...(can('goals:pay')
      ? [
          { value: 'runs', label: 'Runs', content: () => <RunsTab /> },
          { value: 'plans', label: 'Plans', content: () => <PlansTab /> },
        ]
      : []),
    { value: 'disputes', label: 'Disputes', content: () => <DisputesTab /> },
  ]
  return (
    <Page title="Incentives" answer={call.data && <IncentivesAnswer statements={call.data.statements} />}>
      <PageTabs tabs={tabs} />
      <StatementDrawer />
    </Page>
  )
}
