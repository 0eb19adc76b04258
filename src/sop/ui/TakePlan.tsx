import { Button, Group } from '@mantine/core'
import { call } from '#platform/ui/call.ts'
import { useSession } from '#platform/ui/session.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../contract.ts'
import type { CycleView } from '../cycle/contract.ts'
import type { SupplyView } from '../supply/contract.ts'
import classes from './sop.module.css'

/** The ways to a supply plan of the cycle: made for its consensus, captured, or typed. */
export function TakePlan({ cycle, view: { captured, asked } }: { cycle: CycleView; view: SupplyView }) {
  const { can } = useSession()
  const capture = useCommand(sopContract.captureSupply)
  const plan = useCommand(sopContract.planConsensus)
  const state = useCommand(sopContract.typeSupply)
  if (!can('sop:contribute') || (cycle.openStep ?? 7) > 3) return null
  const input = { params: { id: cycle.id } }
  const isUnderWay = asked?.status === 'queued' || asked?.status === 'running'
  const byHand = async () => {
    const { cells } = await call(sopContract.consensus, { ...input, query: {} })
    const lines = cells.map(({ familyId, month, units }) => ({ familyId, month, production: units ?? 0, stock: 0 }))
    state.mutate({ ...input, body: { lines } })
  }
  return (
    <Group gap="xs" justify="flex-end">
      {!captured && (
        <Button size="xs" variant="subtle" loading={state.isPending} onClick={byHand}>
          State it by hand
        </Button>
      )}
      {can('supply:plan') && (
        <Button size="xs" variant="default" loading={plan.isPending || isUnderWay} onClick={() => plan.mutate(input)}>
          Plan the consensus
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        disabled={isUnderWay}
        loading={capture.isPending}
        onClick={() => capture.mutate(input)}
      >
        {asked?.status === 'made' ? `Capture plan ${asked.plan}` : 'Capture the supply plan'}
      </Button>
    </Group>
  )
}

/** How far the plan of the consensus is, and whether what is captured is that plan. */
export function PlanAsked({ view }: { view: SupplyView }) {
  const says = saidOf(view)
  return says === null ? null : <p className={classes.calm}>{says}</p>
}

function saidOf({ asked, captured }: SupplyView): string | null {
  if (asked === null) {
    return captured?.plan
      ? `Plan ${captured.plan} was made for what demand expects, which may differ from the consensus.`
      : null
  }
  const { plan, status, isCurrent } = asked
  if (status === 'queued' || status === 'running') return `Plan ${plan} is being made for the consensus.`
  if (status !== 'made') return `Plan ${plan} for the consensus was not made; Supply says why.`
  if (!isCurrent) return `The consensus has changed since plan ${plan} was made for it: plan it again.`
  if (captured === null) return `Plan ${plan} is made for the consensus and can be captured.`
  if (captured.plan === plan) return `Plan ${plan} was made for the consensus.`
  return `Plan ${plan} is made for the consensus; ${captured.plan ? `plan ${captured.plan}` : 'what was typed'} is captured.`
}
