import type { Mount } from '#platform/http/mount.ts'
import { goneOrMerged } from '../duplicates/sides.tx.ts'
import { recordHistory } from '../records/history.sql.ts'
import { contactKind } from '../records/record-kind.ts'
import { addContact, changeContact, eraseContact, removeContact, undoContact } from './change.tx.ts'
import { contactById, contactsPage } from './contacts.sql.ts'
import { contactsContract } from './contract.ts'

/** People at accounts. */
export function contactsRoutes(mount: Mount): void {
  mount(contactsContract.listContacts, ({ workspace, scope, query }) => contactsPage(workspace.db, scope, query))
  mount(contactsContract.contactDetail, async ({ workspace, scope, params }) => {
    const contact = await contactById(workspace.db, scope, params.id)
    if (!contact) throw await goneOrMerged(workspace.db, scope, { noun: 'contact', id: params.id })
    return { contact, history: await recordHistory(workspace.db, contactKind, params.id) }
  })
  mount(contactsContract.addContact, ({ work, scope, body }) => addContact(work, scope, body))
  mount(contactsContract.changeContact, ({ work, scope, params, body }) =>
    changeContact(work, scope, { ...body, id: params.id }),
  )
  mount(contactsContract.removeContact, ({ work, scope, params }) => removeContact(work, scope, params.id))
  mount(contactsContract.undoContact, ({ work, scope, params, body }) =>
    undoContact(work, scope, { id: params.id, recordedAt: body.recordedAt }),
  )
  mount(contactsContract.eraseContact, ({ work, scope, params }) => eraseContact(work, scope, params.id))
}
