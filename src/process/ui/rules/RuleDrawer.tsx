import { Button, Group } from '@mantine/core'
import { RecordDrawer } from '#platform/ui/form/RecordDrawer.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { Section } from '#platform/ui/page/Page.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { type RuleRow, rulesContract } from '../../rules/contract.ts'
import classes from '../process.module.css'
import { RuleForm } from './RuleForm.tsx'

/** One rule: what it says, what it did, and its settings; or a new one. */
export function RuleDrawer({ rules, currency }: { rules: RuleRow[]; currency: string }) {
  return (
    <RecordDrawer param="rule" noun="rule" rows={rules} rowId={({ id }) => id} nameOf={({ name }) => name}>
      {(rule) => (rule ? <Detail rule={rule} currency={currency} /> : <RuleForm rule={null} />)}
    </RecordDrawer>
  )
}

function Detail({ rule, currency }: { rule: RuleRow; currency: string }) {
  const { can } = useSession()
  return (
    <>
      <p className={classes.sentence}>{rule.inWords}</p>
      <p className={classes.sentence}>{rule.effect.says}</p>
      {can('process:edit') && <Switches rule={rule} />}
      {can('process:edit') && (
        <Section title="Settings">
          <RuleForm rule={rule} />
        </Section>
      )}
      <Firings rule={rule} currency={currency} />
    </>
  )
}

function Switches({ rule }: { rule: RuleRow }) {
  const saved = useSaved('rule')
  const params = { id: rule.id }
  const back = useCommand(rulesContract.changeRule)
  const change = useCommand(rulesContract.changeRule, {
    onDone: () =>
      saved(`${rule.name} is ${rule.isOn ? 'paused' : 'on again'}`, () =>
        back.mutate({ params, body: { isOn: rule.isOn } }),
      ),
  })
  const end = useCommand(rulesContract.endRule, { onDone: () => saved(`${rule.name} has ended`) })
  return (
    <Group gap="xs" mb="md">
      <Button
        variant="default"
        size="xs"
        loading={change.isPending}
        onClick={() => change.mutate({ params, body: { isOn: !rule.isOn } })}
      >
        {rule.isOn ? 'Pause' : 'Resume'}
      </Button>
      <Button variant="subtle" size="xs" loading={end.isPending} onClick={() => end.mutate({ params })}>
        End this rule
      </Button>
    </Group>
  )
}

function Firings({ rule, currency }: { rule: RuleRow; currency: string }) {
  const { instant, money } = useFormat()
  const call = useCall(rulesContract.firings, { params: { id: rule.id }, query: { limit: 50 } })
  return (
    <Section title="What it did">
      <Ready call={call}>
        {({ total, firings }) =>
          firings.length === 0 ? (
            <p className={classes.sentence}>Nothing yet.</p>
          ) : (
            <ul className={classes.firings}>
              {firings.map((firing) => (
                <li key={firing.id}>
                  <strong>{firing.what}</strong> {firing.dealName ?? firing.leadName ?? 'a row of a file or a new deal'}
                  {firing.amountMinor !== null && `, ${money(firing.amountMinor, currency)}`}
                  {firing.personName && ` · ${firing.personName}`}
                  <span>
                    {instant(firing.at)}
                    {firing.by && ` · ${firing.by}`}
                    {firing.detail && ` · ${firing.detail}`}
                  </span>
                </li>
              ))}
              {total > firings.length && (
                <li>
                  The newest {firings.length} of {total}.
                </li>
              )}
            </ul>
          )
        }
      </Ready>
    </Section>
  )
}
