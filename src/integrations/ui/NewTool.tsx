import { useSaved } from '#platform/ui/form/use-saved.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { integrationsContract } from '../contract.ts'
import { ToolForm } from './ToolForm.tsx'

/** Adds a tool to the inventory. */
export function NewTool() {
  const saved = useSaved('tool')
  const add = useCommand(integrationsContract.addTool, { quiet: true, onDone: () => saved('Tool added') })
  return (
    <ToolForm
      tool={null}
      submit="Add tool"
      saving={add.isPending}
      error={add.error}
      onSave={(body) => add.mutate({ body })}
    />
  )
}
