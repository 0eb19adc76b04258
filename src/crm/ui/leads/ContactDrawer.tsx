import { Button, Group } from '@mantine/core'
import { useState } from 'react'
import { crmContract } from '#crm/contract.ts'
import { RecordForm } from '#platform/ui/form/RecordForm.tsx'
import { useSaved } from '#platform/ui/form/use-saved.ts'
import { DetailDrawer } from '#platform/ui/page/DetailDrawer.tsx'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { toast } from '#platform/ui/toast.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall, useCommand } from '#platform/ui/use-call.ts'
import type { Contact } from '../../contacts/contract.ts'
import { AccountPicker } from '../AccountPicker.tsx'
import classes from '../crm.module.css'
import { EraseRecord } from './EraseRecord.tsx'
import { contactFields } from './lead-fields.ts'
import { RecordHistory } from './RecordHistory.tsx'

/** A contact of any screen that names it in the address, or a new one. */
export function ContactDrawer({ accountId }: { accountId?: string }) {
  return (
    <DetailDrawer param="contact" title={(id) => (id === 'new' ? 'New contact' : 'Contact')} size={520}>
      {(id) =>
        id === 'new' ? <ContactForm contact={null} accountId={accountId ?? null} /> : <ContactDetail key={id} id={id} />
      }
    </DetailDrawer>
  )
}

function ContactDetail({ id }: { id: string }) {
  const detail = useCall(crmContract.contactDetail, { params: { id } })
  const undo = useCommand(crmContract.undoContact, { onDone: () => toast('Taken back; the history keeps both.') })
  return (
    <Ready call={detail} loading={<LoadingLines rows={6} />}>
      {({ contact, history }) => (
        <article>
          <h3 className={classes.heading}>{contact.name}</h3>
          <p className={classes.sub}>{[contact.title, contact.accountName].filter(Boolean).join(' · ')}</p>
          {contact.erasedAt ? (
            <p className={classes.sub}>This contact was erased.</p>
          ) : (
            <>
              <ContactForm contact={contact} accountId={contact.accountId} />
              <Ends contact={contact} />
            </>
          )}
          <RecordHistory
            history={history}
            undo={(recordedAt) => undo.mutate({ params: { id }, body: { recordedAt } })}
          />
        </article>
      )}
    </Ready>
  )
}

function Ends({ contact }: { contact: Contact }) {
  const { can } = useSession()
  const [, open] = useUrlParam('contact')
  const [erasing, setErasing] = useState(false)
  const undo = useCommand(crmContract.undoContact)
  const remove = useCommand(crmContract.removeContact, {
    onDone: ({ id, changedAt }) => {
      open(null)
      toast(`${contact.name} removed`, { undo: () => undo.mutate({ params: { id }, body: { recordedAt: changedAt } }) })
    },
  })
  return (
    <Group gap="xs" my="md">
      {can('crm:edit') && (
        <Button
          size="compact-md"
          variant="default"
          loading={remove.isPending}
          onClick={() => remove.mutate({ params: { id: contact.id } })}
        >
          Remove
        </Button>
      )}
      {can('company:erase') && (
        <Button size="compact-md" variant="subtle" color="vermilion" onClick={() => setErasing(true)}>
          Erase
        </Button>
      )}
      {erasing && <EraseRecord noun="contact" record={contact} onClose={() => setErasing(false)} />}
    </Group>
  )
}

function ContactForm({ contact, accountId }: { contact: Contact | null; accountId: string | null }) {
  const { can, user } = useSession()
  const owners = useCall(crmContract.leadChoices).data?.owners
  const [account, setAccount] = useState(accountId)
  const saved = useSaved('contact')
  const undo = useCommand(crmContract.undoContact)
  const onDone = ({ id, name, changedAt }: Contact) =>
    saved(`${name} ${contact ? 'changed' : 'added'}`, () =>
      undo.mutate({ params: { id }, body: { recordedAt: changedAt } }),
    )
  const add = useCommand(crmContract.addContact, { quiet: true, onDone })
  const change = useCommand(crmContract.changeContact, { quiet: true, onDone })
  const { name = null, title = null, email = null, phone = null } = contact ?? {}
  if (!owners) return <LoadingLines rows={5} />
  return (
    <RecordForm
      intro={<AccountPicker value={account} onChange={setAccount} />}
      fields={contactFields(owners)}
      initial={{ name, title, email, phone, ownerId: contact ? contact.ownerId : user.personId }}
      readOnly={!can('crm:edit')}
      submit={contact ? 'Save' : 'Add contact'}
      saving={add.isPending || change.isPending}
      error={add.error ?? change.error}
      onSave={({ name: typed, ...rest }) => {
        const body = { name: typed ?? '', ...rest, accountId: account }
        if (contact) change.mutate({ params: { id: contact.id }, body: { ...body, changedAt: contact.changedAt } })
        else add.mutate({ body })
      }}
    />
  )
}
