import { Button, Group } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { practicesContract } from '../../contract.ts'
import type { Improvement } from '../../improvements/contract.ts'

const words = { open: 'Open again', done: 'Done', dropped: 'Drop' } as const

/** What can become of an improvement. */
export function Moves({ improvement: { id, title, state } }: { improvement: Improvement }) {
  const { can } = useSession()
  const move = useCommand(practicesContract.moveImprovement)
  if (!can('practices:edit')) return null
  const next = state === 'open' || state === 'late' ? (['done', 'dropped'] as const) : (['open'] as const)
  return (
    <Group gap="xs" wrap="nowrap">
      {next.map((to) => (
        <Button
          key={to}
          size="compact-sm"
          variant="default"
          aria-label={`${words[to]}: ${title}`}
          onClick={() => move.mutate({ params: { id }, body: { state: to } })}
        >
          {words[to]}
        </Button>
      ))}
    </Group>
  )
}
