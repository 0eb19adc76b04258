import { Button, Group, Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Refused } from '#platform/ui/form/Refused.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { incentivesContract } from '../../../incentives/contract.ts'
import type { Plan } from '../../../incentives/schema.ts'

/** Takes a plan out of use, once that is said twice. */
export function EndPlan({ plan, onDone }: { plan: Plan; onDone: () => void }) {
  const [isAsked, setAsked] = useState(false)
  const end = useCommand(incentivesContract.endPlan, { quiet: true, onDone })
  return (
    <>
      <Button variant="default" onClick={() => setAsked(true)}>
        End plan
      </Button>
      {isAsked && (
        <Dialog title={`End ${plan.name}`} onClose={() => setAsked(false)}>
          <Stack gap="md">
            <Text size="sm">
              It is calculated no more and leaves this list; its runs and statements stay. This cannot be taken back: a
              plan of the same name can be added anew.
            </Text>
            <Refused error={end.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={() => setAsked(false)}>
                Keep it
              </Button>
              <Button color="vermilion" loading={end.isPending} onClick={() => end.mutate({ params: { id: plan.id } })}>
                End plan
              </Button>
            </Group>
          </Stack>
        </Dialog>
      )}
    </>
  )
}
