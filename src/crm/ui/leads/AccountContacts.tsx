import { Anchor, Button, Table } from '@mantine/core'
import { crmContract } from '#crm/contract.ts'
import { LoadingLines } from '#platform/ui/page/Loading.tsx'
import { Ready } from '#platform/ui/page/Ready.tsx'
import { useSession } from '#platform/ui/session.tsx'
import { useUrlParam } from '#platform/ui/url-state.ts'
import { useCall } from '#platform/ui/use-call.ts'
import classes from '../crm.module.css'

/** The people at an account, in its drawer. */
export function AccountContacts({ accountId }: { accountId: string }) {
  const { can } = useSession()
  const [, open] = useUrlParam('contact')
  const list = useCall(crmContract.listContacts, { query: { accountId, limit: 50 } })
  return (
    <section aria-label="Contacts">
      <h3 className={classes.part}>Contacts</h3>
      <Ready call={list} loading={<LoadingLines rows={2} />}>
        {({ contacts, total }) =>
          contacts.length === 0 ? (
            <p className={classes.sub}>No contact that you can see.</p>
          ) : (
            <>
              <Table>
                <Table.Tbody>
                  {contacts.map(({ id, name, title, email, phone }) => (
                    <Table.Tr key={id}>
                      <Table.Td>
                        <Anchor component="button" type="button" size="sm" onClick={() => open(id, { push: true })}>
                          {name}
                        </Anchor>
                      </Table.Td>
                      <Table.Td>{title}</Table.Td>
                      <Table.Td>{email ?? phone}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
              {total > contacts.length && (
                <p className={classes.sub}>{total - contacts.length} more under Leads, Contacts.</p>
              )}
            </>
          )
        }
      </Ready>
      {can('crm:edit') && (
        <Button size="compact-sm" variant="subtle" onClick={() => open('new', { push: true })}>
          Add a contact
        </Button>
      )}
    </section>
  )
}
