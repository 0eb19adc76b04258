import { sql } from 'kysely'
import { insertColumns, insertValues, namedColumnsOf, setValues } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import { changesBetween, withChanges, wordOf } from '#platform/fields.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { moveToManager, moveToTeam } from '../assignments/assign.tx.ts'
import { companyToday } from '../profile.sql.ts'
import { unlessTaken } from '../taken.ts'
import type { PersonDetail } from './contract.ts'
import { type PersonFacts, personFields } from './fields.ts'
import { personDetail } from './people.sql.ts'

type Given = { [Key in keyof PersonFacts]?: PersonFacts[Key] | undefined }

/** Adds a person, with manager and team from a day on. The audit names the person by id only. */
export async function addPerson(
  work: Work,
  given: Given & {
    name: string
    managerId?: string | null | undefined
    teamId?: string | null | undefined
    from?: string | undefined
  },
): Promise<PersonDetail> {
  return outsideIdFree(given, () =>
    transact(work, async (writing) => {
      const { tx, now, audit, emit } = writing
      const day = await companyToday(tx, work.workspace.clock())
      const { managerId, teamId, from = given.hiredOn ?? day, ...details } = given
      const id = newId()
      const facts = withChanges<PersonFacts>({ ...blank, name: given.name }, details)
      await sql`insert into company.person (id, created_at, ${insertColumns(personFields)})
        values (${id}, ${now}, ${insertValues(personFields, facts)})`.execute(tx)
      await audit({ command: 'company.add-person', noun: 'person', subjectId: id, summary: `Added person ${id}` })
      await emit('company.person.changed', { personId: id })
      if (managerId) await moveToManager(writing, { personId: id, managerId, from })
      if (teamId) await moveToTeam(writing, { personId: id, teamId, from })
      return personDetail(tx, { id, day })
    }),
  )
}

/** Changes what is known of a person. The audit says which fields changed; their values stay out of it. */
export async function changePerson(work: Work, { id, ...given }: Given & { id: string }): Promise<PersonDetail> {
  return outsideIdFree(given, () =>
    transact(work, async ({ tx, audit, emit }) => {
      const before = await currentDetails(tx, id)
      const after = withChanges(before, given)
      const changes = changesBetween(before, after)
      if (changes) {
        await sql`update company.person set ${setValues(personFields, after)} where id = ${id}`.execute(tx)
        const hired = 'hiredOn' in changes.after
        await audit({
          command: 'company.change-person',
          noun: 'person',
          subjectId: id,
          summary: `Changed ${Object.keys(changes.after)
            .map((field) => `the ${wordOf(personFields, field)}`)
            .join(', ')} of person ${id}`,
          ...(hired && { before: { hiredOn: before.hiredOn }, after: { hiredOn: after.hiredOn } }),
        })
        await emit('company.person.changed', { personId: id })
      }
      return personDetail(tx, { id, day: await companyToday(tx, work.workspace.clock()) })
    }),
  )
}

const blank = { email: null, title: null, externalId: null, hiredOn: null, timeZone: null }

/** What is known of somebody who was not erased; the row stays locked until the transaction ends. */
async function currentDetails(tx: Tx, id: string): Promise<PersonFacts> {
  const { rows } = await sql<PersonFacts & { erasedAt: string | null }>`
    select ${namedColumnsOf(personFields, 'person')}, erased_at as "erasedAt"
    from company.person person where id = ${id} for update`.execute(tx)
  if (!rows[0]) throw notFound('person', id)
  const { erasedAt, ...details } = rows[0]
  if (erasedAt) {
    throw refusal(409, {
      code: 'erased',
      message: `This person was erased on ${erasedAt.slice(0, 10)}; nothing more is kept of them.`,
      wayOut: 'Add them as a new person.',
    })
  }
  return details
}

function outsideIdFree<Result>(given: Given, write: () => Promise<Result>): Promise<Result> {
  return unlessTaken({ noun: 'person', value: given.externalId ?? '' }, write)
}
