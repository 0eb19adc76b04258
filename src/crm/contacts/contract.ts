import { z } from 'zod'
import { endpoint, Id, Instant, List } from '#platform/http/contract.ts'
import { RecordChange } from '../records/contract.ts'

/** A person at an account. */
export const Contact = z.object({
  id: Id,
  externalId: z.string().nullable(),
  name: z.string(),
  title: z.string().nullable(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  accountId: Id.nullable(),
  accountName: z.string().nullable(),
  ownerId: Id.nullable(),
  ownerName: z.string().nullable(),
  createdAt: Instant,
  changedAt: Instant,
  erasedAt: Instant.nullable(),
})
export type Contact = z.infer<typeof Contact>

const Text = z.string().trim().max(300).nullable()
const ContactChanges = z
  .object({
    name: z.string().trim().min(1, 'A contact has a name.').max(300),
    title: Text,
    email: z.email('This is no e-mail address.').nullable(),
    phone: Text,
    accountId: Id.nullable(),
    ownerId: Id.nullable(),
  })
  .partial()
export type ContactChanges = z.infer<typeof ContactChanges>

export const contactSorts = ['name', 'account', 'owner', 'created', 'changed'] as const

export const contactsContract = {
  listContacts: endpoint({
    method: 'get',
    path: '/api/crm/contacts',
    permission: 'crm:read',
    summary:
      'A page of the contacts that you can see: those owned within your scope, and those of accounts with a deal of it.',
    query: z.object({
      /** Part of a name, e-mail address or account name. */
      search: z.string().trim().max(200).optional(),
      accountId: Id.optional(),
      /** Ids of people, `a,b`. */
      owner: List.pipe(z.array(Id)).optional(),
      sort: z
        .string()
        .regex(new RegExp(`^(${contactSorts.join('|')}):(asc|desc)$`), `Sort by one of ${contactSorts.join(', ')}.`)
        .default('name:asc'),
      offset: z.coerce.number().int().min(0).default(0),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    reply: z.object({ contacts: z.array(Contact), total: z.number().int(), next: z.number().int().nullable() }),
  }),
  contactDetail: endpoint({
    method: 'get',
    path: '/api/crm/contacts/{id}',
    permission: 'crm:read',
    summary: 'A contact with the newest hundred changes of it.',
    params: z.object({ id: Id }),
    reply: z.object({ contact: Contact, history: z.array(RecordChange) }),
  }),
  addContact: endpoint({
    method: 'post',
    path: '/api/crm/contacts',
    permission: 'crm:edit',
    summary: 'Add a contact; without an owner it is yours.',
    body: ContactChanges.required({ name: true }),
    reply: Contact,
  }),
  changeContact: endpoint({
    method: 'patch',
    path: '/api/crm/contacts/{id}',
    permission: 'crm:edit',
    summary: 'Change a contact; what is left out stays. With `changedAt`, refused when it changed since.',
    params: z.object({ id: Id }),
    body: ContactChanges.extend({ changedAt: Instant.optional() }),
    reply: Contact,
  }),
  removeContact: endpoint({
    method: 'delete',
    path: '/api/crm/contacts/{id}',
    permission: 'crm:edit',
    summary: 'Remove a contact; undo brings it back.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id, changedAt: Instant }),
  }),
  undoContact: endpoint({
    method: 'post',
    path: '/api/crm/contacts/{id}/undo',
    permission: 'crm:edit',
    summary: 'Take back your own newest change of a contact, named by the instant at which it was recorded.',
    params: z.object({ id: Id }),
    body: z.object({ recordedAt: Instant }),
    reply: z.object({ id: Id, changedAt: Instant }),
  }),
  eraseContact: endpoint({
    method: 'post',
    path: '/api/crm/contacts/{id}/erase',
    permission: 'company:erase',
    summary: 'Erase who a contact was, also in its history: name, title, e-mail, phone and outside id go for good.',
    params: z.object({ id: Id }),
    reply: Contact,
  }),
}
