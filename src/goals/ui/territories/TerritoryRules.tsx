import { Button } from '@mantine/core'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { territoryRulesContract } from '../../territories/rules/contract.ts'
import { NewTerritoryRule } from './NewTerritoryRule.tsx'
import { RulesPreview } from './RulesPreview.tsx'
import { ruleWords } from './rule-words.ts'
import classes from './territories.module.css'

/** Which accounts belong where by rule, what that would move, and what is planned. */
export function TerritoryRules() {
  const { can } = useSession()
  const { day, money } = useFormat()
  const rules = useCall(territoryRulesContract.rules)
  const end = useCommand(territoryRulesContract.endRule, { onDone: () => toast('The rule has ended') })
  return (
    <>
      <Section title="Rules">
        <Ready call={rules}>
          {({ rules: listed }) => (
            <ul className={classes.list}>
              {listed.length === 0 && <li>None yet: accounts are where somebody put them.</li>}
              {listed.map(({ id, territory, terms, startsOn }) => (
                <li key={id}>
                  <strong>{territory}</strong> from {day(startsOn)}: {ruleWords(terms, money)}{' '}
                  {can('goals:edit') && (
                    <Button variant="subtle" size="compact-xs" onClick={() => end.mutate({ params: { id } })}>
                      End this rule of {territory}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )}
        </Ready>
        {can('goals:edit') && <NewTerritoryRule />}
      </Section>
      <RulesPreview />
      <PlannedMoves />
    </>
  )
}

function PlannedMoves() {
  const { can } = useSession()
  const { day } = useFormat()
  const call = useCall(territoryRulesContract.moves, { query: { limit: 100 } })
  const withdraw = useCommand(territoryRulesContract.withdrawMove, { onDone: () => toast('The move is taken back') })
  return (
    <Ready call={call}>
      {({ moves }) =>
        moves.length > 0 && (
          <Section title="Moves with their day">
            <ul className={classes.list}>
              {moves.map(({ id, name, from, to, takesEffectOn, state, reason }) => (
                <li key={id}>
                  {name}: {from ?? 'nobody'} to {to}, {state === 'planned' ? 'on' : 'happened on'} {day(takesEffectOn)}{' '}
                  ({reason}){' '}
                  {state === 'planned' && can('goals:edit') && (
                    <Button variant="subtle" size="compact-xs" onClick={() => withdraw.mutate({ params: { id } })}>
                      Take back the move of {name}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </Section>
        )
      }
    </Ready>
  )
}
