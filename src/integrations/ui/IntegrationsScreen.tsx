import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { ConnectionsTab } from './connections/ConnectionsTab.tsx'
import { SignedIn } from './connections/SignedIn.tsx'
import { FlowsTab } from './FlowsTab.tsx'
import { HealthTab } from './HealthTab.tsx'
import { InShort } from './InShort.tsx'
import { OverlapsTab } from './OverlapsTab.tsx'
import { ProvisioningTab } from './ProvisioningTab.tsx'
import { RenewalsTab } from './RenewalsTab.tsx'
import { ToolsTab } from './ToolsTab.tsx'
import { WebhooksTab } from './WebhooksTab.tsx'

const ofTools = [
  { value: 'tools', label: 'Tools', content: () => <ToolsTab /> },
  { value: 'renewals', label: 'Renewals', content: () => <RenewalsTab /> },
  { value: 'overlaps', label: 'Overlaps', content: () => <OverlapsTab /> },
  { value: 'flows', label: 'Data flows', content: () => <FlowsTab /> },
]

/** Integrations: the tools that the sales organisation pays for, and what Drumbeat calls. */
export function IntegrationsScreen() {
  const { can } = useSession()
  const seesTools = can('integrations:read')
  return (
    <Page title="Integrations" answer={<InShort seesTools={seesTools} />}>
      {can('integrations:run') && <SignedIn />}
      <PageTabs
        tabs={[
          ...(seesTools ? ofTools : []),
          ...(can('integrations:run')
            ? [{ value: 'crm', label: 'Connections', content: () => <ConnectionsTab /> }]
            : []),
          { value: 'webhooks', label: 'Webhooks', content: () => <WebhooksTab /> },
          ...(can('integrations:run') ? [{ value: 'health', label: 'Health', content: () => <HealthTab /> }] : []),
          ...(can('users:manage')
            ? [{ value: 'provisioning', label: 'Provisioning', content: () => <ProvisioningTab /> }]
            : []),
        ]}
      />
    </Page>
  )
}
