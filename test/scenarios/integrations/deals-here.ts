import { sql } from 'kysely'
import type { TestApp } from '../../harness/app.ts'

/** A deal as it stands here, with its history as [since, stage, amount]; null where no such deal is here. */
export async function dealFrom({ workspace }: TestApp, name: string) {
  const { rows } = await sql<{
    account: string | null
    owner: string | null
    amount: number | null
    outcome: string
    stage: string
    closedOn: string | null
    history: [string, string, number | null][]
  }>`select a.name as account, p.name as owner, d.amount_minor as amount, d.outcome, st.name as stage, d.closed_on as "closedOn",
      (select jsonb_agg(jsonb_build_array(to_char(v.valid_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), s.name, v.amount_minor) order by v.valid_at, v.recorded_at)
        from crm.deal_version v join crm.stage s on s.id = v.stage_id where v.deal_id = d.id and v.retracted_at is null) as history
    from crm.deal d left join crm.account a on a.id = d.account_id left join company.person p on p.id = d.owner_id
      join crm.stage st on st.id = d.stage_id where d.name = ${name} and d.ended_at is null`.execute(workspace.db)
  return rows[0] ?? null
}

/** The lines of a deal as they stand here: quantity, item, amount in cents, ship date. */
export async function linesFrom({ workspace }: TestApp, name: string): Promise<string[]> {
  const { rows } = await sql<{ text: string }>`
    select concat_ws(' ', trim_scale(l.quantity), i.name, l.amount_minor, l.ships_on) as text
    from crm.deal_line l join crm.deal d on d.id = l.deal_id join company.item i on i.id = l.item_id
    where d.name = ${name} and d.ended_at is null and l.ended_at is null order by l.external_id`.execute(workspace.db)
  return rows.map(({ text }) => text)
}
