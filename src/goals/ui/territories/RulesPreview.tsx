import { Button, Group, TextInput } from '@mantine/core'
import type { FormEvent } from 'react'
import type { z } from 'zod'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { territoryRulesContract } from '../../territories/rules/contract.ts'
import classes from './territories.module.css'

type Preview = z.output<(typeof territoryRulesContract)['preview']['reply']>

/** What the rules would move, whom nobody serves by them, and whom several claim. */
export function RulesPreview() {
  const rules = useCall(territoryRulesContract.rules)
  const call = useCall(
    territoryRulesContract.preview,
    { query: { limit: 5000 } },
    { enabled: (rules.data?.rules.length ?? 0) > 0 },
  )
  if ((rules.data?.rules.length ?? 0) === 0) return null
  return (
    <Section title="What the rules say">
      <Ready call={call}>{(preview) => <Said preview={preview} />}</Ready>
    </Section>
  )
}

function Said({ preview }: { preview: Preview }) {
  const { number, shortMoney } = useFormat()
  const { moves, unassigned, doublyAssigned, staying, currency } = preview
  const of = ({ accounts, potential }: { accounts: number; potential: number }) =>
    `${number(accounts)} accounts, ${shortMoney(potential, currency)}`
  const shown = 10
  return (
    <>
      <ul className={classes.list}>
        <li>
          <strong>Would move:</strong> {of(moves)}; {number(staying)} stay.{' '}
          {moves.rows
            .slice(0, shown)
            .map(({ name, territory, to }) => `${name} (${territory ?? 'nobody'} to ${to})`)
            .join(', ')}
        </li>
        <li>
          <strong>No rule takes:</strong> {of(unassigned)}.{' '}
          {unassigned.rows
            .slice(0, shown)
            .map(({ name }) => name)
            .join(', ')}
        </li>
        <li>
          <strong>Several territories claim:</strong> {of(doublyAssigned)}.{' '}
          {doublyAssigned.rows
            .slice(0, shown)
            .map(({ name, claimedBy }) => `${name} (${claimedBy.join(', ')})`)
            .join(', ')}
        </li>
      </ul>
      {moves.accounts > 0 && <PlanRuled preview={preview} />}
    </>
  )
}

function PlanRuled({ preview }: { preview: Preview }) {
  const { can } = useSession()
  const plan = useCommand(territoryRulesContract.planMoves, {
    onDone: ({ planned, happened }) =>
      toast(happened > 0 ? `${happened} accounts have moved` : `${planned} moves are planned`),
  })
  if (!can('goals:edit')) return null
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const takesEffectOn = String(new FormData(event.currentTarget).get('on'))
    const moves = preview.moves.rows.map(({ accountId, toTerritoryId }) => ({ accountId, toTerritoryId }))
    plan.mutate({ body: { takesEffectOn, reason: 'Rules of territories', moves } })
  }
  return (
    <form onSubmit={submit} aria-label="Plan the moves of the rules">
      <Group gap="xs">
        <TextInput type="date" name="on" size="xs" aria-label="The rules move accounts on" required />
        <Button type="submit" size="xs" loading={plan.isPending}>
          Move them on that day
        </Button>
      </Group>
    </form>
  )
}
