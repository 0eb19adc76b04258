import { sql } from 'kysely'
import { insertColumns, insertValues, setValues } from '#platform/db/field-columns.ts'
import type { Tx } from '#platform/db/pool.ts'
import { changesBetween, withChanges } from '#platform/fields.ts'
import { refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { type KeptChanges, keptChanges, withKept } from '#platform/kept/kept.ts'
import { refuseUnknownFields } from '#platform/kept/known.sql.ts'
import { transact, type Work } from '#platform/transaction.ts'
import { unlessTaken } from '../taken.ts'
import type { Family, Item } from './contract.ts'
import { commonAttributes, type ItemFacts, itemFields } from './fields.ts'
import { familyById, itemById } from './items.sql.ts'

type Given = { [Key in keyof Omit<ItemFacts, 'fields'>]?: ItemFacts[Key] | undefined } & {
  fields?: KeptChanges | undefined
}

const blank = { familyId: null, unit: 'each', listPrice: null, activeFrom: null, activeTo: null, fields: null }

/** Adds an item. */
export async function addItem(work: Work, given: Given & { code: string; name: string }): Promise<Item> {
  const id = newId()
  const item = changedFacts({ ...blank, code: given.code, name: given.name }, given)
  return unlessTaken({ noun: 'item', value: item.code }, () =>
    transact(work, async ({ tx, now, audit, emit }) => {
      await refuseWrong(tx, item)
      await refuseUnknownAttributes(tx, given)
      await sql`insert into company.item (id, created_at, ${insertColumns(itemFields)})
        values (${id}, ${now}, ${insertValues(itemFields, item)})`.execute(tx)
      await audit({
        command: 'company.add-item',
        noun: 'item',
        subjectId: id,
        summary: `Added the item ${item.code} ${item.name}`,
        after: audited(item),
      })
      await emit('company.item.changed', { itemId: id })
      return itemById(tx, id)
    }),
  )
}

/** Changes an item. */
export async function changeItem(work: Work, { id, ...given }: Given & { id: string }): Promise<Item> {
  return unlessTaken({ noun: 'item', value: given.code ?? '' }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`select from company.item where id = ${id} for update`.execute(tx)
      const present = await itemById(tx, id)
      const { id: _, family, ...rest } = present
      const before: ItemFacts = { ...rest, familyId: family?.id ?? null }
      const after = changedFacts(before, given)
      const changes = changesBetween(before, after)
      if (!changes) return present
      await refuseWrong(tx, after)
      await refuseUnknownAttributes(tx, given)
      await sql`update company.item set ${setValues(itemFields, after)} where id = ${id}`.execute(tx)
      await audit({
        command: 'company.change-item',
        noun: 'item',
        subjectId: id,
        summary: `Changed the item ${after.code} ${after.name}`,
        before: audited(changes.before),
        after: audited(changes.after),
      })
      await emit('company.item.changed', { itemId: id })
      return itemById(tx, id)
    }),
  )
}

/** Adds a family. */
export async function addFamily(work: Work, { name }: { name: string }): Promise<Family> {
  const id = newId()
  return unlessTaken({ noun: 'family', value: name }, () =>
    transact(work, async ({ tx, now, audit, emit }) => {
      await sql`insert into company.family (id, name, created_at) values (${id}, ${name}, ${now})`.execute(tx)
      await audit({
        command: 'company.add-family',
        noun: 'family',
        subjectId: id,
        summary: `Added the family ${name}`,
        after: { name },
      })
      await emit('company.family.changed', { familyId: id })
      return familyById(tx, id)
    }),
  )
}

/** Renames a family. */
export async function renameFamily(work: Work, { id, name }: { id: string; name: string }): Promise<Family> {
  return unlessTaken({ noun: 'family', value: name }, () =>
    transact(work, async ({ tx, audit, emit }) => {
      await sql`select from company.family where id = ${id} for update`.execute(tx)
      const before = await familyById(tx, id)
      if (before.name === name) return before
      await sql`update company.family set name = ${name} where id = ${id}`.execute(tx)
      await audit({
        command: 'company.rename-family',
        noun: 'family',
        subjectId: id,
        summary: `Renamed the family ${before.name} to ${name}`,
        before: { name: before.name },
        after: { name },
      })
      await emit('company.family.changed', { familyId: id })
      return { ...before, name }
    }),
  )
}

/** The facts with the changes over them; attributes that say the same stay as they are. */
function changedFacts(before: ItemFacts, { fields, ...given }: Given): ItemFacts {
  const after = withKept(before.fields, fields ?? {})
  const isSame = keptChanges(before.fields, after).length === 0
  return { ...withChanges<ItemFacts>(before, given), fields: isSame ? before.fields : after }
}

/** The audit says which attributes there are, never what they say: a column of a file may hold anything. */
function audited(facts: Partial<ItemFacts>) {
  return 'fields' in facts ? { ...facts, fields: facts.fields && Object.keys(facts.fields) } : facts
}

function refuseUnknownAttributes(tx: Tx, { fields }: Given): Promise<void> {
  return refuseUnknownFields(tx, { noun: 'item', table: 'company.item', fields, always: commonAttributes })
}

async function refuseWrong(tx: Tx, { familyId, activeFrom, activeTo }: ItemFacts): Promise<void> {
  if (familyId) await familyById(tx, familyId)
  if (activeFrom && activeTo && activeTo < activeFrom) {
    throw refusal(400, {
      code: 'ends-before-start',
      message: `The item cannot end on ${activeTo}, before it starts on ${activeFrom}.`,
      wayOut: 'Change one of the two days.',
    })
  }
}
