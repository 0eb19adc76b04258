import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../../contract.ts'
import { AddConnection } from './AddConnection.tsx'
import { ConnectionDetail } from './ConnectionDetail.tsx'
import { ConnectionsGrid } from './ConnectionsGrid.tsx'

/** The CRM and ERP systems that are read. */
export function ConnectionsTab() {
  const call = useCall(integrationsContract.connections)
  return (
    <Ready call={call}>
      {({ connections, redirectUri }) => {
        const named = (id: string) => connections.find((each) => each.id === id)
        return (
          <>
            <ConnectionsGrid connections={connections} />
            <DetailDrawer param="connection" title={(id) => named(id)?.name ?? 'Connect a system'} size={760}>
              {(id) => {
                const connection = named(id)
                if (!connection) return <AddConnection redirectUri={redirectUri} />
                return <ConnectionDetail key={id} connection={connection} redirectUri={redirectUri} />
              }}
            </DetailDrawer>
          </>
        )
      }}
    </Ready>
  )
}
