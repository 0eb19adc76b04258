import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { actionsContract } from '#actions/contract.ts'
import { Dialog } from '#platform/ui/form/Dialog.tsx'
import { Answer } from '#platform/ui/page/Answer.tsx'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { Page } from '#platform/ui/page/Page.tsx'
import { PageTabs } from '#platform/ui/page/PageTabs.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useCall } from '#platform/ui/use-call.ts'
import { useFormat } from '#platform/ui/use-format.tsx'
import { ActionDetail } from './ActionDetail.tsx'
import { AddAction } from './AddAction.tsx'
import { AllTab } from './AllTab.tsx'
import { CalendarAddress } from './CalendarAddress.tsx'
import { InboxTab } from './InboxTab.tsx'
import { MineTab } from './MineTab.tsx'

/** Actions: what I have to do, what I was told, and what is going on elsewhere. */
export function ActionsScreen() {
  const { can } = useSession()
  const [adding, setAdding] = useState(false)
  const counts = useCall(actionsContract.counts)
  const unread = counts.data?.unread ?? 0
  return (
    <Page
      title="Actions"
      answer={counts.data && <Sentence {...counts.data} />}
      actions={
        <>
          <CalendarAddress />
          {can('actions:write') && <Button onClick={() => setAdding(true)}>Add an action</Button>}
        </>
      }
    >
      <PageTabs
        tabs={[
          { value: 'mine', label: 'Mine', content: () => <MineTab /> },
          { value: 'inbox', label: unread > 0 ? `Inbox (${unread})` : 'Inbox', content: () => <InboxTab /> },
          { value: 'all', label: 'All', content: () => <AllTab /> },
        ]}
      />
      {adding && (
        <Dialog title="Add an action" onClose={() => setAdding(false)}>
          <AddAction about={null} onClose={() => setAdding(false)} />
        </Dialog>
      )}
      <DetailDrawer param="action" title="Action" size={560}>
        {(id) => <ActionDetail id={id} />}
      </DetailDrawer>
    </Page>
  )
}

function Sentence({ open, late }: { open: number; late: number }) {
  const { number } = useFormat()
  if (open === 0) return <Answer>You have no open action.</Answer>
  const opens = `${number(open)} open ${open === 1 ? 'action' : 'actions'}`
  return (
    <Answer tone={late > 0 ? 'behind' : 'ahead'}>
      You have <Door to={{ tab: 'all', owner: 'me', state: 'open' }}>{opens}</Door>
      {late === 0 ? `, ${open === 1 ? 'not' : 'none of them'} late.` : '; '}
      {late > 0 && (
        <>
          <Door to={{ tab: 'all', owner: 'me', late: 'true' }}>{number(late)}</Door> {late === 1 ? 'is' : 'are'} late.
        </>
      )}
    </Answer>
  )
}

function Door({ to, children }: { to: Record<string, string>; children: string }) {
  return (
    <Link to="/actions" search={to as never} style={{ color: 'inherit', textUnderlineOffset: '0.22em' }}>
      {children}
    </Link>
  )
}
