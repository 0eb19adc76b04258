import { sql } from 'kysely'
import { expect } from 'vitest'
import { decideMapping } from '#imports/change.tx.ts'
import type { ImportRecord } from '#imports/schema.ts'
import type { TestApp } from '../../harness/app.ts'
import { drop, load } from '../import-crm/dropping.ts'
import { written } from '../import-formats/files.ts'

/** What a person does with single files, and how the books look then. */
export function handsOn(app: () => TestApp) {
  return { one, check, decided, edit, lines, deals, whole, texts }

  async function one(name: string, text: string): Promise<ImportRecord> {
    return (await drop(app().work, { paths: await written({ [name]: text }) }))[0]!
  }

  async function check(name: string, text: string): Promise<ImportRecord> {
    return (await drop(app().work, { paths: await written({ [name]: text }), dryRun: true }))[0]!
  }

  /** Checks a file, says what some of its columns mean, and loads it. */
  async function decided(name: string, text: string, fields: Record<string, string>): Promise<ImportRecord> {
    const record = await check(name, text)
    const columns = record.mapping.columns.map((column) => {
      const field = Object.keys(fields).find((each) => fields[each] === column.column)
      return field ? { ...column, field } : column
    })
    await decideMapping(app().work, { id: record.id, mapping: { ...record.mapping, columns } })
    return (await load(app().work, { setId: record.setId }))[0]!
  }

  async function edit(id: string, minor: number): Promise<void> {
    const owner = await app().as('owner')
    const { rows } = await sql<{
      id: string
      at: string
    }>`select id, changed_at as at from crm.deal where external_id = ${id}`.execute(app().workspace.db)
    const answer = await owner.fetch(`/api/crm/deals/${rows[0]!.id}`, {
      method: 'PATCH',
      body: JSON.stringify({ changes: { amountMinor: minor }, changedAt: rows[0]!.at }),
      headers: { 'content-type': 'application/json' },
    })
    expect(answer.status).toBe(200)
  }

  async function lines(code: string): Promise<string[]> {
    return texts(sql`select concat_ws(' ', i.code, trim_scale(o.quantity), trim_scale(o.amount), o.currency) as text
      from crm.order_line o join company.item i on i.id = o.item_id where i.code like ${`${code}%`} and o.ended_at is null order by 1`)
  }

  async function deals(id: string): Promise<string[]> {
    return texts(sql`select concat_ws(' ', external_id, amount_minor, currency) as text from crm.deal
      where external_id like ${`${id}%`} and ended_at is null order by 1`)
  }

  async function whole(id: string): Promise<string> {
    const [text = ''] =
      await texts(sql`select concat_ws(' ', d.name, s.name, d.outcome, d.amount_minor, d.expected_close, coalesce(p.name, '-'), coalesce(a.name, '-')) as text
      from crm.deal d join crm.stage s on s.id = d.stage_id left join company.person p on p.id = d.owner_id left join crm.account a on a.id = d.account_id
      where d.external_id = ${id}`)
    return text
  }

  async function texts(query: ReturnType<typeof sql>): Promise<string[]> {
    return ((await query.execute(app().workspace.db)).rows as { text: string }[]).map((row) => row.text)
  }
}
