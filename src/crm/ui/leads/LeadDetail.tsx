import { Anchor, Button, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { Panels } from '#platform/ui/panels.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import type { Lead } from '../../leads/contract.ts'
import classes from '../crm.module.css'
import { ConvertLead } from './ConvertLead.tsx'
import { EditLead } from './EditLead.tsx'
import { EraseRecord } from './EraseRecord.tsx'
import { LeadTouches } from './LeadTouches.tsx'
import { RecordHistory } from './RecordHistory.tsx'

/** One lead: who it is, what one can do now, what was done, how it came to be what it is. */
export function LeadDetail({ id }: { id: string }) {
  const detail = useCall(crmContract.leadDetail, { params: { id } })
  const undo = useCommand(crmContract.undoLead, { onDone: () => toast('Taken back; the history keeps both.') })
  return (
    <Ready call={detail} loading={<LoadingLines rows={8} />}>
      {({ lead, touches, history }) => (
        <article>
          <h3 className={classes.heading}>{lead.name}</h3>
          <p className={classes.sub}>{[lead.title, lead.company, lead.country].filter(Boolean).join(' · ')}</p>
          <Facts lead={lead} />
          <Steps lead={lead} />
          <Panels noun="lead" id={lead.id} />
          <LeadTouches lead={lead} touches={touches} />
          <RecordHistory
            history={history}
            undo={(recordedAt) => undo.mutate({ params: { id }, body: { recordedAt } })}
          />
        </article>
      )}
    </Ready>
  )
}

function Facts({ lead }: { lead: Lead }) {
  const { moment } = useFormat()
  const at = (instant: string | null) => instant && moment(instant)
  const lines = [
    ['Status', lead.status],
    ['Reason', lead.disqualifiedReason],
    ['Source', lead.source],
    ['Owner', lead.ownerName ?? 'nobody'],
    ['E-mail', lead.email],
    ['Phone', lead.phone],
    ['Created', at(lead.createdAt)],
    ['First touch', at(lead.firstTouchAt) ?? 'none yet'],
    ['Qualified', at(lead.qualifiedAt)],
    ['Converted', at(lead.convertedAt)],
  ] as const
  return (
    <dl className={classes.facts}>
      {lines.map(
        ([term, text]) =>
          text && (
            <div key={term} style={{ display: 'contents' }}>
              <dt>{term}</dt>
              <dd className={classes.fixed}>{text}</dd>
            </div>
          ),
      )}
      {lead.accountId && (
        <div style={{ display: 'contents' }}>
          <dt>Became</dt>
          <dd className={classes.fixed}>
            <Anchor component={Link} to={`/crm/accounts?account=${lead.accountId}` as never} size="sm">
              {lead.accountName}
            </Anchor>
            {lead.dealId && (
              <>
                {', '}
                <Anchor component={Link} to={`/crm/deals?deal=${lead.dealId}` as never} size="sm">
                  {lead.dealName}
                </Anchor>
              </>
            )}
          </dd>
        </div>
      )}
    </dl>
  )
}

/** What can be done with a lead now. */
function Steps({ lead }: { lead: Lead }) {
  const { can } = useSession()
  const [doing, setDoing] = useState<'edit' | 'convert' | 'erase' | null>(null)
  const undo = useCommand(crmContract.undoLead)
  const change = useCommand(crmContract.changeLead, {
    onDone: ({ id, name, status, changedAt }) =>
      toast(`${name} is ${status}`, { undo: () => undo.mutate({ params: { id }, body: { recordedAt: changedAt } }) }),
  })
  const close = () => setDoing(null)
  const to = (status: 'qualified' | 'disqualified' | 'contacted') => () =>
    change.mutate({ params: { id: lead.id }, body: { status, changedAt: lead.changedAt } })
  if (lead.erasedAt) return <p className={classes.sub}>This lead was erased.</p>
  if (doing === 'edit') return <EditLead lead={lead} onClose={close} />
  if (doing === 'convert') return <ConvertLead lead={lead} onClose={close} />
  const isOpen = lead.status !== 'converted' && lead.status !== 'disqualified'
  return (
    <Group gap="xs" mb="md">
      {can('crm:edit') && isOpen && (
        <>
          <Button size="compact-md" onClick={() => setDoing('convert')}>
            Convert
          </Button>
          {lead.status !== 'qualified' && (
            <Button size="compact-md" variant="default" onClick={to('qualified')}>
              Qualified
            </Button>
          )}
          <Button size="compact-md" variant="default" onClick={to('disqualified')}>
            Disqualify
          </Button>
        </>
      )}
      {can('crm:edit') && lead.status === 'disqualified' && (
        <Button size="compact-md" variant="default" onClick={to('contacted')}>
          Open again
        </Button>
      )}
      {can('crm:edit') && (
        <Button size="compact-md" variant="default" onClick={() => setDoing('edit')}>
          Edit
        </Button>
      )}
      {can('company:erase') && (
        <Button size="compact-md" variant="subtle" color="vermilion" onClick={() => setDoing('erase')}>
          Erase
        </Button>
      )}
      {doing === 'erase' && <EraseRecord noun="lead" record={lead} onClose={close} />}
    </Group>
  )
}
