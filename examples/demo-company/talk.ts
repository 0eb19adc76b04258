import { type Day, dayText, instantAt, instantText } from './days.ts'
import type { DemoLogin, DemoRole } from './people.ts'
import type { AccountRow, DealRow, ItemRow } from './rows.ts'

export type CommentRow = {
  id: string
  noun: string
  subject_id: string
  text: string
  said_by: string
  said_at: string
}
export type ActionRow = {
  id: string
  title: string
  noun: string | null
  subject_id: string | null
  owner_id: string
  due_on: string
  added_by: string
  added_at: string
  done_at: string | null
  done_by: string | null
}
export type NoticeRow = {
  id: string
  to_id: string
  kind: 'mention' | 'given' | 'done'
  comment_id: string | null
  action_id: string | null
  by_id: string
  at: string
  read_at: string | null
}
export type Talk = { comments: CommentRow[]; actions: ActionRow[]; notices: NoticeRow[] }

type Company = {
  today: Day
  logins: readonly DemoLogin[]
  deals: readonly DealRow[]
  accounts: readonly AccountRow[]
  items: readonly ItemRow[]
  newId: (at: number) => string
}

/** What the people of the company have said to each other in the last days, and what they have taken on to do. */
export function makeTalk(company: Company): Talk {
  const pad = padOf(company)
  const { who, say, give } = pad
  const name = (role: DemoRole) => `@[${who(role)}]`
  const [biggest, second, third] = openDealsOf(company, who('rep'))
  const spokenOf = biggest ?? largest(company.deals.filter(({ outcome }) => outcome === 'open'))[0]
  const account = company.accounts.find(({ id }) => id === spokenOf?.account_id)
  const item = company.items.find(({ id }) => id === spokenOf?.item_id)
  if (biggest) {
    say(
      'sales-manager',
      -3,
      ['deal', biggest.id],
      `${name('rep')}, the close date moved again. What does the buyer say?`,
      'rep',
    )
    say(
      'rep',
      -2,
      ['deal', biggest.id],
      `${name('sales-manager')}, procurement wants a second quote. I have a call on Thursday.`,
      'sales-manager',
    )
    give('sales-manager', -2, ['deal', biggest.id], 'rep', 3, 'Agree the steps to signature with the buyer, with dates')
  }
  if (second) give('sales-ops-manager', -6, ['deal', second.id], 'rep', -1, 'Confirm the close date with the buyer')
  if (third) give('sales-manager', -9, ['deal', third.id], 'rep', -4, 'Send the proposal to the buyer', -5)
  if (account) {
    say(
      'executive',
      -4,
      ['account', account.id],
      `${name('sales-manager')}, I meet their managing director next week. What should I ask for?`,
      'sales-manager',
    )
    give(
      'executive',
      -4,
      ['account', account.id],
      'sales-manager',
      4,
      'Write the brief for the meeting with the managing director',
    )
  }
  if (item) {
    say(
      'demand-planner',
      -5,
      ['item', item.id],
      `${name('supply-planner')}, sales expects more of this item. Is there capacity for 10 % more?`,
      'supply-planner',
    )
    say(
      'supply-planner',
      -4,
      ['item', item.id],
      `${name('demand-planner')}, yes, until the second shift is full.`,
      'demand-planner',
    )
    give('demand-planner', -4, ['item', item.id], 'supply-planner', 6, 'Check what 10 % more of this item needs')
  }
  give('executive', -7, null, 'sales-ops-manager', 2, 'Show how many open deals have a date in the past, by team')
  give('sales-ops-manager', -8, null, 'crm-administrator', 5, 'Merge the accounts that are there twice')
  give('owner', -3, null, 'owner', 1, 'Read the forecast of the quarter before the board meets')
  give('finance', -5, null, 'owner', -1, 'Approve the euro rate for the budget')
  return pad.talk
}

type About = [noun: string, id: string] | null

/** A pad on which the lines are written, with what tells of them. */
function padOf({ today, logins, newId }: Company) {
  const talk: Talk = { comments: [], actions: [], notices: [] }
  const who = (role: DemoRole) => logins.find((login) => login.role === role)!.personId
  const at = (days: number) => instantAt({ day: today + days, hours: 15 })
  const tell = (notice: Pick<NoticeRow, 'to_id' | 'kind' | 'by_id'> & Partial<NoticeRow>, days: number) => {
    if (notice.to_id === notice.by_id) return
    const read = days < -4 ? instantText(at(days + 1)) : null
    talk.notices.push({
      id: newId(at(days)),
      comment_id: null,
      action_id: null,
      at: instantText(at(days)),
      read_at: read,
      ...notice,
    })
  }
  const say = (role: DemoRole, days: number, [noun, subject_id]: [string, string], text: string, to: DemoRole) => {
    const comment = { id: newId(at(days)), noun, subject_id, text, said_by: who(role), said_at: instantText(at(days)) }
    talk.comments.push(comment)
    tell({ to_id: who(to), kind: 'mention', by_id: who(role), comment_id: comment.id }, days)
  }
  const give = (
    role: DemoRole,
    days: number,
    about: About,
    to: DemoRole,
    due: number,
    title: string,
    done?: number,
  ) => {
    const by = who(role)
    const isDone = done !== undefined
    const id = newId(at(days))
    talk.actions.push({
      id,
      title,
      noun: about?.[0] ?? null,
      subject_id: about?.[1] ?? null,
      owner_id: who(to),
      due_on: dayText(today + due),
      added_by: by,
      added_at: instantText(at(days)),
      done_at: isDone ? instantText(at(done)) : null,
      done_by: isDone ? who(to) : null,
    })
    tell({ to_id: who(to), kind: 'given', by_id: by, action_id: id }, days)
    if (isDone) tell({ to_id: by, kind: 'done', by_id: who(to), action_id: id }, done)
  }
  return { talk, who, say, give }
}

/** The open deals of a person, the largest first. */
function openDealsOf({ deals }: Company, personId: string): DealRow[] {
  return largest(deals.filter(({ owner_id, outcome }) => owner_id === personId && outcome === 'open'))
}

function largest(deals: readonly DealRow[]): DealRow[] {
  return deals.toSorted((a, b) => b.amount_minor - a.amount_minor || a.id.localeCompare(b.id))
}
