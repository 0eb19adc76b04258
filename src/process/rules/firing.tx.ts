import { sql } from 'kysely'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import { inCompanyMoney } from '#crm/money.sql.ts'
import type { Tx } from '#platform/db/pool.ts'
import { newId } from '#platform/ids.ts'

export type Firing = {
  ruleId: string
  dealId: string | null
  leadId?: string | null
  personId?: string | null
  at: string
  actorId?: string | null
  importId?: string | null
  what:
    | 'refused'
    | 'passed'
    | 'actions added'
    | 'escalated'
    | 'assigned'
    | 'nobody free'
    | 'asked'
    | 'approved'
    | 'declined'
    | 'handed on'
  detail?: string
  worth: { amountMinor: number | null; currency: string } | null
  enteredAt?: string | null
}

/** Keeps count of what a rule did; false where the same was counted for the same entry into the stage. */
export async function noteFiring(tx: Tx, firing: Firing): Promise<boolean> {
  const company = await readCompany(tx)
  const amount = inCompanyMoney(company, {
    minor: sql`${firing.worth?.amountMinor ?? null}::bigint`,
    currency: sql`${firing.worth?.currency ?? company.currency}::text`,
    day: sql`${await companyToday(tx, new Date(firing.at))}::date`,
  })
  const { rows } = await sql`
    insert into process.firing (id, rule_id, deal_id, lead_id, person_id, at, actor_id, import_id, what, detail, amount_minor, entered_at)
    values (${newId()}, ${firing.ruleId}, ${firing.dealId}, ${firing.leadId ?? null}, ${firing.personId ?? null}, ${firing.at}, ${firing.actorId ?? null}, ${firing.importId ?? null},
      ${firing.what}, ${firing.detail ?? ''}, ${amount}, ${firing.enteredAt ?? null})
    on conflict (rule_id, deal_id, entered_at, what) where entered_at is not null do nothing returning id`.execute(tx)
  return rows.length > 0
}
