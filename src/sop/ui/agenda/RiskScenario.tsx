import { Button } from '@mantine/core'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParams } from '#platform/ui/url-state.ts'
import { useCommand } from '#platform/ui/use-call.ts'
import { sopContract } from '../../contract.ts'
import type { CycleView } from '../../cycle/contract.ts'

/** Turns a risk or opportunity into a scenario. */
export function RiskScenario({ cycle, riskId, name }: { cycle: CycleView; riskId: string; name: string }) {
  const { can } = useSession()
  const [, change] = useUrlParams()
  const make = useCommand(sopContract.makeScenario, { onDone: () => change({ tab: 'scenarios' }, { push: true }) })
  if (!can('sop:contribute')) return null
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={`What if: ${name}`}
      loading={make.isPending}
      onClick={() => make.mutate({ params: { id: cycle.id }, body: { name: name.slice(0, 200), riskId } })}
    >
      What if?
    </Button>
  )
}
