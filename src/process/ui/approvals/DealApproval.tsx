import { Button } from '@mantine/core'
import { useState } from 'react'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { Section } from '#platform/ui/page/Page.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { approvalsContract } from '../../approvals/contract.ts'
import { rulesContract } from '../../rules/contract.ts'
import classes from '../process.module.css'
import { ApprovalItem } from './ApprovalItem.tsx'

/** In the drawer of a deal: its discounts and how they stand, where a rule asks for approval. */
export function DealApproval({ id }: { id: string }) {
  const { can } = useSession()
  const may = can('process:read')
  const rules = useCall(rulesContract.rules, {}, { enabled: may })
  const asked = useCall(approvalsContract.approvals, { query: { dealId: id } }, { enabled: may })
  const [asking, setAsking] = useState(false)
  const hasDesk = rules.data?.rules.some(({ kind, isOn }) => kind === 'approval' && isOn)
  const approvals = asked.data?.approvals ?? []
  if (!hasDesk && approvals.length === 0) return null
  return (
    <Section title="Discount">
      <ul className={classes.firings}>
        {approvals.map((approval) => (
          <ApprovalItem key={approval.id} approval={approval} />
        ))}
      </ul>
      {hasDesk && can('crm:edit') && !asking && (
        <Button variant="subtle" size="compact-sm" onClick={() => setAsking(true)}>
          Ask for a discount
        </Button>
      )}
      {asking && <AskForm dealId={id} close={() => setAsking(false)} />}
    </Section>
  )
}

function AskForm({ dealId, close }: { dealId: string; close: () => void }) {
  const ask = useCommand(approvalsContract.ask, {
    quiet: true,
    onDone: ({ state }) => {
      toast(state === 'approved' ? 'So small a discount needs no approval' : 'The discount is asked for')
      close()
    },
  })
  return (
    <RecordForm
      fields={[
        { name: 'discount', label: 'Discount in percent', kind: 'decimal', required: true },
        { name: 'reason', label: 'Why it is needed', required: true },
      ]}
      initial={{ discount: null, reason: null }}
      submit="Ask"
      saving={ask.isPending}
      error={ask.error}
      onCancel={close}
      onSave={({ discount, reason }) =>
        ask.mutate({ body: { dealId, discount: Number(discount), reason: reason ?? '' } })
      }
    />
  )
}
