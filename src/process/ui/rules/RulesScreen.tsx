import { AddButton } from '#platform/ui/form/AddButton.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { NumberBelow } from '#platform/ui/page/NumberBelow.tsx'
import { NumberDoor } from '#platform/ui/page/NumberDoor.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type RuleRow, rulesContract } from '../../rules/contract.ts'
import { ApprovalsTab } from '../approvals/ApprovalsTab.tsx'
import { LossesTab } from './LossesTab.tsx'
import { RuleDrawer } from './RuleDrawer.tsx'
import { RulesGrid } from './RulesGrid.tsx'
import { WorkingTimeTab } from './WorkingTimeTab.tsx'

/** Rules: what has to hold while deals are worked, how often each rule fired, and what it cost or saved. */
export function RulesScreen() {
  const call = useCall(rulesContract.rules)
  return (
    <Page
      title="Rules"
      answer={call.data && <RulesAnswer rules={call.data.rules} currency={call.data.currency} />}
      actions={
        <AddButton param="rule" may="process:edit">
          Add rule
        </AddButton>
      }
    >
      <Ready call={call}>
        {({ rules, currency }) => (
          <>
            <PageTabs
              tabs={[
                { value: 'rules', label: 'Rules', content: () => <RulesGrid rules={rules} currency={currency} /> },
                { value: 'approvals', label: 'Approvals', content: () => <ApprovalsTab /> },
                { value: 'losses', label: 'Lost reasons', content: () => <LossesTab /> },
                { value: 'time', label: 'Working time', content: () => <WorkingTimeTab /> },
              ]}
            />
            <RuleDrawer rules={rules} currency={currency} />
          </>
        )}
      </Ready>
    </Page>
  )
}

function RulesAnswer({ rules, currency }: { rules: RuleRow[]; currency: string }) {
  const { number, shortMoney } = useFormat()
  const on = rules.filter(({ isOn }) => isOn)
  if (on.length === 0) return <Answer tone="uncertain">No rule is in force: deals move as everybody likes.</Answer>
  const busiest = on.reduce((most, rule) => (rule.effect.fired > most.effect.fired ? rule : most))
  const { fired, amountMinor } = busiest.effect
  return (
    <Answer means="A rule fires when it refuses a change, adds actions, escalates, assigns or asks. Counted are the last 90 days and the deals that you see; their worth counts each deal once. A rule opens what it did, deal by deal.">
      <NumberBelow value={number(on.length)} rows="Rules" /> rules are in force.{' '}
      {fired > 0 ? (
        <>
          "{busiest.name}" fired most in <time dateTime="P90D">90 days</time>:{' '}
          <NumberDoor value={number(fired)} door={busiest.id} param="rule" label={`Fired: ${busiest.name}`} /> times, on
          deals worth <NumberDoor value={shortMoney(amountMinor, currency)} door={busiest.id} param="rule" />.
        </>
      ) : (
        'None of them fired in 90 days.'
      )}
    </Answer>
  )
}
