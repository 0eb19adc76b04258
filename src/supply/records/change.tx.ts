import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import { notFound, refusal } from '#platform/http/refusal.ts'
import { newId } from '#platform/ids.ts'
import { transact, type Work, type Writing } from '#platform/transaction.ts'
import { identityOf } from './identity.ts'
import { type RecordField, type RecordNoun, stagedName } from './record.ts'
import { idOf, recordById } from './rows.sql.ts'
import { wrongRow } from './wrong-row.ts'

/** The fields of a record as they are given: references by id, code or name. */
export type Given = Readonly<Record<string, string | number | boolean | null | undefined>>

type Stored = Record<string, string | number | boolean | null>

/** Adds a record; one that is about the same ends. */
export async function addRecord(work: Work, noun: RecordNoun, given: Given): Promise<string> {
  return transact(work, async (writing) => {
    const values = await storedValues(writing.tx, noun, given)
    const id = noun.thing ? await insertThing(writing, noun, values) : await insertRecord(writing, noun, values)
    await keepTrace(writing, noun, { id, did: 'Added', after: values })
    return id
  })
}

/** Changes some fields of a record: the row that stood ends and a new one begins; things change in place. */
export async function changeRecord(
  work: Work,
  noun: RecordNoun,
  { id, given }: { id: string; given: Given },
): Promise<string> {
  return transact(work, async (writing) => {
    const { tx, now } = writing
    await sql`select from ${sql.table(noun.table)} where id = ${id} for update`.execute(tx)
    const before = await recordById(tx, noun, id)
    if (!before) throw notFound(noun.one, id)
    const whole = Object.fromEntries(
      noun.fields.map(({ name, noun: of }) => [
        name,
        given[name] !== undefined ? given[name] : of ? before[`${name}Id`] : before[name],
      ]),
    )
    const values = await storedValues(tx, noun, whole)
    if (noun.thing) {
      await unlessTaken(noun, () =>
        sql`update ${sql.table(noun.table)} set ${sql.join(Object.entries(values).map(([column, value]) => sql`${sql.ref(column)} = ${value}`))} where id = ${id}`.execute(
          tx,
        ),
      )
      await keepTrace(writing, noun, { id, did: 'Changed', before, after: values })
      return id
    }
    await sql`update ${sql.table(noun.table)} set ended_at = ${now} where id = ${id}`.execute(tx)
    const made = await insertRecord(writing, noun, values)
    await keepTrace(writing, noun, { id: made, did: 'Changed', before, after: values })
    return made
  })
}

/** Ends a record. */
export async function endRecord(work: Work, noun: RecordNoun, id: string): Promise<void> {
  if (noun.thing)
    throw refusal(409, {
      code: 'is-named',
      message: `A ${noun.one} is named by other rows and is kept.`,
      wayOut: 'Rename it, or end the rows that name it.',
    })
  await transact(work, async (writing) => {
    await sql`select from ${sql.table(noun.table)} where id = ${id} for update`.execute(writing.tx)
    const before = await recordById(writing.tx, noun, id)
    if (!before) throw notFound(noun.one, id)
    await sql`update ${sql.table(noun.table)} set ended_at = ${writing.now} where id = ${id}`.execute(writing.tx)
    await keepTrace(writing, noun, { id, did: 'Ended', before })
  })
}

async function keepTrace(
  { audit, emit }: Writing,
  noun: RecordNoun,
  { id, did, before, after }: { id: string; did: string; before?: unknown; after?: unknown },
): Promise<void> {
  await audit({
    command: `supply.${noun.path}`,
    noun: noun.one,
    subjectId: id,
    summary: `${did} a ${noun.one}`,
    before,
    after,
  })
  await emit('supply.records.changed', { noun: noun.path, id })
}

async function insertThing({ tx }: Writing, noun: RecordNoun, values: Stored): Promise<string> {
  const id = newId()
  await unlessTaken(noun, () =>
    sql`insert into ${sql.table(noun.table)} (id, ${names(values)}) values (${id}, ${given(values)})`.execute(tx),
  )
  return id
}

async function insertRecord({ tx, now }: Writing, noun: RecordNoun, values: Stored): Promise<string> {
  const id = newId()
  const identity = aboutOf(noun, values)
  const table = sql.table(noun.table)
  await sql`update ${table} set ended_at = ${now} where identity = ${identity} and ended_at is null`.execute(tx)
  await sql`insert into ${table} (id, identity, recorded_at, ${names(values)}) values (${id}, ${identity}, ${now}, ${given(values)})`.execute(
    tx,
  )
  return id
}

/** The same value that a file's row about the same thing gets. */
function aboutOf(noun: RecordNoun, values: Stored): string {
  const columnOf = new Map(noun.fields.map((field) => [stagedName(field), field.column]))
  const given = (name: string) => values[columnOf.get(name)!]
  const filled = (noun.identityWhereFilled ?? []).map(given).filter((each) => (each ?? null) !== null)
  return identityOf([...noun.identity.map(given), ...filled])
}

async function storedValues(tx: Tx, noun: RecordNoun, given: Given): Promise<Stored> {
  const values: Stored = {}
  for (const field of noun.fields) values[field.column] = await storedValue(tx, field, given[field.name] ?? null)
  refuseWrong(noun, values)
  return values
}

async function storedValue(tx: Tx, { noun, label }: RecordField, value: Stored[string]): Promise<Stored[string]> {
  if (value === null || !noun) return value
  const id = await idOf(tx, noun, String(value))
  if (id) return id
  throw refusal(400, {
    code: 'unknown',
    message: `${label}: there is no ${noun} called "${value}".`,
    wayOut: `Add the ${noun} first, or correct the name.`,
  })
}

function refuseWrong(noun: RecordNoun, values: Stored): void {
  const { starts_on: from, ends_on: to } = values
  if (from && to && String(to) < String(from))
    throw refusal(400, {
      code: 'ends-before-start',
      message: `${from} until ${to} holds no day.`,
      wayOut: 'Change one of the two days.',
    })
  const wrong = wrongRow(noun, ({ column }) => values[column])
  if (wrong) throw refusal(400, { code: wrong.code, message: `${wrong.says}.`, wayOut: wrong.wayOut })
}

async function unlessTaken<Result>(noun: RecordNoun, write: () => Promise<Result>): Promise<Result> {
  try {
    return await write()
  } catch (error) {
    if ((error as { code?: string }).code !== '23505') throw error
    throw refusal(409, {
      code: 'taken',
      message: `Another ${noun.one} has this code already.`,
      wayOut: 'Choose another code, or change the other one.',
    })
  }
}

function names(values: Stored): RawBuilder<unknown> {
  return sql.join(Object.keys(values).map((column) => sql.ref(column)))
}

function given(values: Stored): RawBuilder<unknown> {
  return sql.join(Object.values(values).map((value) => sql`${value}`))
}
