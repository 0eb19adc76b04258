import { sql } from 'kysely'
import type { SignedIn } from '#platform/auth/scope.ts'
import type { Db } from '#platform/db/pool.ts'
import type { ReviewMail } from './contract.ts'

export type MailOf = ReviewMail & { settledOn: string; user: SignedIn }

const columns = sql`m.id, case when m.subject_kind = 'team' then m.subject_id end as "teamId",
  case when m.subject_kind = 'person' then m.subject_id end as "personId",
  case m.subject_kind when 'all' then 'Everybody you see' when 'team' then coalesce(team.name, 'A team that is gone')
    else coalesce(person.name, 'A person who is gone') end as name, m.weekday, m.minute, m.time_zone as "timeZone", m.sent_at as "sentAt", m.problem`
const named = sql`left join company.team team on team.id = m.subject_id left join company.person person on person.id = m.subject_id`

/** The mails that a login has asked for. */
export async function mailsOf(db: Db, userId: string): Promise<ReviewMail[]> {
  const { rows } = await sql<ReviewMail>`select ${columns} from revenue.review_mail m ${named}
    where m.user_id = ${userId} and m.ended_at is null order by m.asked_at, m.id`.execute(db)
  return rows
}

/** The mails of all who can sign in. */
export async function allMails(db: Db): Promise<MailOf[]> {
  const { rows } = await sql<MailOf>`select ${columns}, m.settled_on as "settledOn",
      jsonb_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role, 'personId', u."personId") as "user"
    from revenue.review_mail m join auth."user" u on u.id = m.user_id and u."disabledAt" is null ${named}
    where m.ended_at is null order by m.id`.execute(db)
  return rows
}
