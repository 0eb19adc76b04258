import { Button, Group, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCommand } from '#platform/ui/use-call.ts'
import type { Balanced } from '../../planning-contract.ts'
import { territoryRulesContract } from '../../territories/rules/contract.ts'

/** Makes a balance come true on a day; nothing before that day is rewritten. */
export function PlanMoves({ balance }: { balance: Balanced }) {
  const { can } = useSession()
  const plan = useCommand(territoryRulesContract.planMoves, {
    onDone: ({ planned, happened }) =>
      toast(happened > 0 ? `${happened} accounts have moved` : `${planned} moves are planned`),
  })
  if (!can('goals:edit') || balance.moves.length === 0) return null
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const takesEffectOn = String(new FormData(event.currentTarget).get('on'))
    const moves = balance.moves.map(({ account, toId }) => ({ accountId: account, toTerritoryId: toId }))
    plan.mutate({ body: { takesEffectOn, reason: 'Balance of territories', moves } })
  }
  return (
    <form onSubmit={submit} aria-label="Plan these moves">
      <Group gap="xs">
        <TextInput type="date" name="on" size="xs" aria-label="They move on" required />
        <Button type="submit" size="xs" loading={plan.isPending}>
          Move them on that day
        </Button>
      </Group>
    </form>
  )
}
