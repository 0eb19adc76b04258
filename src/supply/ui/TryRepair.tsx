import { Button } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useCommand } from '#platform/ui/use-call.ts'
import { type plansContract, questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { useWhole } from './use-whole.ts'

type Conflict = NonNullable<z.output<typeof plansContract.explanation.reply>['conflict']>

/** Tries one way out of a conflict and says whether a plan keeps every rule then, and what it earns; nothing is stored. */
export function TryRepair({ plan, repair }: { plan: PlanHead; repair: Conflict['repairs'][number] }) {
  const [said, say] = useState<string | null>(null)
  const whole = useWhole(plan)
  const attempt = useCommand(questionsContract.tryEdits, {
    onDone: ({ status, margin }) =>
      say(
        status === 'optimal' || status === 'feasible'
          ? `With it every rule is kept, and the margin is ${whole(margin)}.`
          : 'With it other rules still contradict each other: try another way out as well.',
      ),
  })
  const { edits } = repair
  if (edits === null) return null
  if (said !== null) return <output style={{ display: 'block' }}>{said}</output>
  return (
    <Button
      size="compact-xs"
      variant="default"
      ml="sm"
      aria-label={`Try it: ${repair.says}`}
      loading={attempt.isPending}
      onClick={() => attempt.mutate({ params: { id: plan.id }, body: { edits } })}
    >
      Try it
    </Button>
  )
}
