import { Button, Group, Text } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { plansContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'

/** A plan under way: what is being done, and a way to stop it with the best found so far. */
export function Running({ plan }: { plan: PlanHead }) {
  const { can } = useSession()
  const detail = useCall(plansContract.detail, { params: { id: plan.id } }, { refetchEvery: 1000 })
  const cancel = useCommand(plansContract.cancel)
  const now = detail.data?.plan ?? plan
  return (
    <Group justify="space-between" role="status" mb="sm">
      <Text size="sm">
        Plan {plan.number} is being made{now.phase ? `: ${now.phase}` : ''}
        {now.gap !== null && now.gap > 0 ? `, at most ${(now.gap * 100).toFixed(1)} % from the best` : ''}.
      </Text>
      {can('supply:plan') && (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={cancel.isPending}
          onClick={() => cancel.mutate({ params: { id: plan.id } })}
        >
          Stop
        </Button>
      )}
    </Group>
  )
}
