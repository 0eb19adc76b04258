import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../contract.ts'
import { NewTool } from './NewTool.tsx'
import { ToolDetail } from './ToolDetail.tsx'
import { ToolsGrid } from './ToolsGrid.tsx'

/** The inventory of the sales stack. */
export function ToolsTab() {
  const call = useCall(integrationsContract.tools, { query: { limit: 1000 } })
  const nameOf = (id: string) => call.data?.tools.find((tool) => tool.id === id)?.name ?? 'New tool'
  return (
    <Ready call={call}>
      {({ tools }) => (
        <>
          <ToolsGrid tools={tools} />
          <DetailDrawer param="tool" title={nameOf} size={640}>
            {(id) => (id === 'new' ? <NewTool /> : <ToolDetail key={id} id={id} />)}
          </DetailDrawer>
        </>
      )}
    </Ready>
  )
}
