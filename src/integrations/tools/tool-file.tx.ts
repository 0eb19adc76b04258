import { type RawBuilder, sql } from 'kysely'
import type { Tx } from '#platform/db/pool.ts'
import type { Applied, Applying, Rows } from '#platform/importing/file-kind.ts'
import { laterEnds, takeOut, undoEnds } from '#platform/importing/staged.tx.ts'

/** How a file of tools becomes tools: new ones begin, changed ones replace what stood, equal ones are left as they are. */
export const toolRows: Rows = { ...beginsAndEnds('integrations.tool'), apply: applyTools }

/** How sign-ins are kept: who is known becomes a person; of others only a digest stays. */
export const signInRows: Rows = { ...beginsAndEnds('integrations.sign_in'), apply: applySignIns }

/** How data flows are kept, one per pair of tools and kind of data. */
export const flowRows: Rows = { ...beginsAndEnds('integrations.flow'), apply: applyFlows }

function beginsAndEnds(table: string): Pick<Rows, 'later' | 'undo'> {
  return {
    later: (tx, { importId }) => laterEnds(tx, { table, importId }),
    undo: (tx, input) => undoEnds(tx, { table, ...input }),
  }
}

async function applyTools(tx: Tx, input: Applying): Promise<Applied> {
  const repeated = await takeRepeated(tx, input, {
    by: sql`lower(o.name)`,
    field: 'name',
    reason: 'an earlier row is about the same tool',
  })
  const columns = sql.join(['name', ...kept.map(({ column }) => column)].map((column) => sql.ref(column)))
  const values = sql.join([sql`s.name`, ...kept.map((each) => saidOrStood(each, input))])
  const stood = sql.join([sql`t.name`, ...kept.map(({ column }) => sql`t.${sql.ref(column)}`)])
  await sql`create temporary table integrations_tool_said on commit drop as
    select t.id as stood_id, coalesce(t.tool_id, gen_random_uuid()) as tool_id, (${values}) is distinct from (${stood}) as is_other,
      ${sql.join([sql`s.name`, ...kept.map((each) => sql`${saidOrStood(each, input)} as ${sql.ref(each.column)}`)])}
    from staged s left join integrations.tool t on lower(t.name) = lower(s.name) and t.ended_at is null
    where not s.is_out`.execute(tx)
  const changed = await sql`update integrations.tool t set ended_at = ${input.now}, ended_by = ${input.importId}
    from integrations_tool_said said where t.id = said.stood_id and said.is_other`.execute(tx)
  const inserted = await sql`insert into integrations.tool (id, tool_id, import_id, recorded_at, ${columns})
    select gen_random_uuid(), tool_id, ${input.importId}, ${input.now}, ${columns}
    from integrations_tool_said where is_other or stood_id is null`.execute(tx)
  await sql`drop table integrations_tool_said`.execute(tx)
  return applied({ inserted, changed, repeated })
}

/** The columns of a tool beside its name, and how a file says them. */
const kept: readonly { column: string; field: string; says: RawBuilder<unknown> }[] = [
  { column: 'purpose', field: 'purpose', says: sql`s.purpose` },
  { column: 'owner_id', field: 'owner', says: sql`s.owner` },
  { column: 'vendor', field: 'vendor', says: sql`s.vendor` },
  { column: 'cost_minor', field: 'cost', says: sql`s.cost::bigint` },
  { column: 'currency', field: 'cost', says: sql`s.currency` },
  { column: 'seats', field: 'seats', says: sql`s.seats::int` },
  { column: 'renews_on', field: 'renews_on', says: sql`s.renews_on` },
  { column: 'notice_days', field: 'notice_days', says: sql`s.notice_days::int` },
  { column: 'status', field: 'status', says: sql`lower(coalesce(s.status, 'in use'))` },
  { column: 'data', field: 'data', says: sql`s.data` },
  { column: 'same_as', field: 'same_as', says: sql`s.same_as` },
]

/** What a file says, else what stood: of a column that it does not have it says nothing. */
function saidOrStood(
  { column, field, says }: (typeof kept)[number],
  { mapping, currency }: Applying,
): RawBuilder<unknown> {
  const isSaid = field in mapping.constants || mapping.columns.some((each) => each.field === field)
  if (column === 'currency' && isSaid)
    return sql`case when s.cost is not null then coalesce(s.currency, ${currency}::text) end`
  if (isSaid) return says
  return column === 'status' ? sql`coalesce(t.status, 'in use')` : sql`t.${sql.ref(column)}`
}

async function applySignIns(tx: Tx, input: Applying): Promise<Applied> {
  const inserted = await sql`
    insert into integrations.sign_in (id, tool, who, person_id, day, import_id, recorded_at)
    select gen_random_uuid(), min(s.tool), s.digest, (array_agg(s.person_id))[1], s.day, ${input.importId}, ${input.now}
    from (select s.tool, s.day, encode(sha256(convert_to(lower(trim(s.who)), 'UTF8')), 'hex') as digest,
        (select p.id from company.person p where lower(p.email) = lower(trim(s.who))
          or (position('@' in s.who) = 0 and lower(p.name) = lower(trim(s.who))) order by p.created_at limit 1) as person_id
      from staged s where not s.is_out) s
    where not exists (select 1 from integrations.sign_in i
      where lower(i.tool) = lower(s.tool) and i.who = s.digest and i.day = s.day and i.ended_at is null)
    group by lower(s.tool), s.digest, s.day`.execute(tx)
  return applied({ inserted })
}

async function applyFlows(tx: Tx, input: Applying): Promise<Applied> {
  const inserted = await sql`
    insert into integrations.flow (id, from_tool, to_tool, data, import_id, recorded_at)
    select gen_random_uuid(), min(s.from_tool), min(s.to_tool), coalesce(min(s.data), ''), ${input.importId}, ${input.now}
    from staged s where not s.is_out and not exists (select 1 from integrations.flow f
      where lower(f.from_tool) = lower(s.from_tool) and lower(f.to_tool) = lower(s.to_tool)
        and lower(f.data) = lower(coalesce(s.data, '')) and f.ended_at is null)
    group by lower(s.from_tool), lower(s.to_tool), lower(coalesce(s.data, ''))`.execute(tx)
  return applied({ inserted })
}

async function takeRepeated(
  tx: Tx,
  { columnOf }: Applying,
  repeated: { by: RawBuilder<unknown>; field: string; reason: string },
) {
  return takeOut(tx, {
    where: sql`s.row_number in (select row_number from (select o.row_number,
      row_number() over (partition by ${repeated.by} order by o.row_number) as nth
      from staged o where not o.is_out) as n where nth > 1)`,
    column: columnOf(repeated.field),
    value: sql`s.${sql.ref(repeated.field)}`,
    kind: 'repeated key',
    reason: repeated.reason,
  })
}

type Count = { numAffectedRows?: bigint | undefined }

function applied(done: { inserted: Count; changed?: Count; repeated?: Awaited<ReturnType<typeof takeOut>> }): Applied {
  const rowsChanged = Number(done.changed?.numAffectedRows ?? 0)
  const rowsNew = Number(done.inserted.numAffectedRows ?? 0) - rowsChanged
  return { rowsNew, rowsChanged, groups: done.repeated ? [done.repeated] : [], findings: [], totals: [] }
}
