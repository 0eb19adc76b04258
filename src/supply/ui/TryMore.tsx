import { Button } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { plansContract, questionsContract } from '../contract.ts'
import type { PlanHead } from '../schema.ts'
import { useWhole } from './use-whole.ts'

type Worth = z.output<typeof plansContract.explanation.reply>['worth'][number]

const more = 10

/** Tries ten more hours where an hour is worth something, and says what becomes of the plan; nothing is stored. */
export function TryMore({ plan, worth }: { plan: PlanHead; worth: Worth }) {
  const load = useCall(plansContract.load, { params: { id: plan.id } })
  const [said, say] = useState<string | null>(null)
  const { number } = useFormat()
  const whole = useWhole(plan)
  const t = plan.labels.indexOf(worth.period)
  const resource = load.data?.resources.find(({ resource: name }) => worth.rule.includes(name))
  const attempt = useCommand(questionsContract.tryEdits, {
    onDone: ({ difference, unitsLate, unitsLost }) =>
      say(
        `With ${more} more hours the margin ${difference >= 0 ? 'rises' : 'falls'} by ${whole(Math.abs(difference))}; ${number(Math.round(unitsLate))} units come late, ${number(Math.round(unitsLost))} are lost.`,
      ),
  })
  if (worth.unit !== 'hour' || worth.step !== 'more' || !resource || t < 0) return null
  if (said !== null) return <output style={{ display: 'block' }}>{said}</output>
  return (
    <Button
      size="compact-xs"
      variant="default"
      ml="sm"
      aria-label={`Try ${more} more hours of ${resource.resource} in ${worth.period}`}
      loading={attempt.isPending}
      onClick={() =>
        attempt.mutate({
          params: { id: plan.id },
          body: {
            edits: [
              { kind: 'capacity', resource: resource.resource, period: t + 1, hours: resource.available[t]! + more },
            ],
          },
        })
      }
    >
      Try {more} more
    </Button>
  )
}
