import type { DemoCell } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'

type Row = Record<string, DemoCell>

const given = [
  'Amelie',
  'Björn',
  'Carmen',
  'Deepa',
  'Elias',
  'Farah',
  'Goran',
  'Hana',
  'Igor',
  'Jana',
  'Kofi',
  'Lena',
  'Marek',
]
const family = [
  'Abele',
  'Bakker',
  'Castillo',
  'Dvořák',
  'Eriksen',
  'Fischer',
  'Grant',
  'Haddad',
  'Ito',
  'Jansen',
  'Keller',
]
const titles = ['Head of purchasing', 'Operations manager', 'Owner', 'Facility manager', 'Buyer']
const sources = ['Website', 'Trade fair', 'Referral', 'Outbound', 'Partner']
/** How many of a hundred leads of each source came to a deal; what others came to is drawn from the rest. */
const converts = [18, 30, 45, 10, 35]

/** Deals of the demo company that began as a lead: the newest so many. */
const most = 700

/** Two contacts at each account of the demo company. */
export function demoContacts({ accounts, deals }: DemoWorld): Row[] {
  const ownerOf = new Map(deals.map((deal) => [deal.account_id, deal.owner_id]))
  const days = Map.groupBy(deals, (deal) => deal.account_id)
  return accounts.flatMap((account, at) =>
    [0, 1].map((nth) => {
      const name = nameAt(at * 2 + nth)
      return {
        id: variant(account.id, `c${nth}`),
        account_id: account.id,
        owner_id: ownerOf.get(account.id) ?? null,
        name,
        title: titles[(at + nth) % titles.length]!,
        email: mailOf(name, account.external_id),
        created_at: '2020-01-02T09:00:00Z',
        changed_at: `${lookedAt(days.get(account.id) ?? [], nth)}T09:00:00Z`,
      }
    }),
  )
}

/** The first contact of an account was looked at with its newest deal, the second with its oldest. */
function lookedAt(deals: readonly { created_on: string }[], nth: number): string {
  const days = deals.map(({ created_on }) => created_on).sort()
  return days.at(nth === 0 ? -1 : 0) ?? '2020-01-02'
}

/** The leads of the demo company: those that became its newer deals, and beside them those that did not. */
export function demoLeads(world: DemoWorld): { leads: Row[]; touches: Row[] } {
  const names = new Map(world.accounts.map((account) => [account.id, account]))
  const until = `${world.deals
    .map(({ created_on }) => created_on)
    .sort()
    .at(-1)}T00:00:00.000Z`
  const born = world.deals
    .filter(({ created_on }) => created_on < until.slice(0, 10))
    .sort((a, b) => (a.created_on < b.created_on || (a.created_on === b.created_on && a.id < b.id) ? 1 : -1))
    .slice(0, most)
  const drawn = born.flatMap((deal, at) => {
    const account = names.get(deal.account_id)!
    const source = draw(at, 1) % sources.length
    const others = Math.min(6, Math.floor((100 - converts[source]!) / converts[source]!))
    const shared = {
      country: account.country,
      industry: account.industry,
      source: sources[source]!,
      owner_id: deal.owner_id,
    }
    const bornHere = leadAt({ at, seed: deal.id, shared, company: account.name, day: deal.created_on, dealt: deal })
    return [
      bornHere,
      ...Array.from({ length: others }, (_, nth) =>
        lostLead({ at, nth, until, seed: deal.id, shared, day: deal.created_on }),
      ),
    ]
  })
  return { leads: drawn.map(({ lead }) => lead), touches: drawn.flatMap(({ touch }) => (touch ? [touch] : [])) }
}

type Shared = { country: string; industry: string; source: string; owner_id: string }
type Drawn = { lead: Row; touch?: Row }

function leadAt(input: {
  at: number
  seed: string
  shared: Shared
  company: string
  day: string
  dealt: DemoWorld['deals'][number]
}): Drawn {
  const { at, seed, shared, company, day, dealt } = input
  const waited = 2 + (draw(at, 2) % 12)
  const createdAt = before(day, waited, 8)
  const touchedAt = later(createdAt, 1 + (draw(at, 3) % 40))
  const convertedAt = `${day}T15:00:00.000Z`
  const name = nameAt(at + 17)
  const lead: Row = {
    ...{
      id: variant(seed, 'd0'),
      name,
      company,
      title: titles[at % titles.length]!,
      email: mailOf(name, `lead-${at}`),
    },
    ...shared,
    ...{ status: 'converted', contacted_at: touchedAt, qualified_at: later(touchedAt, 6), converted_at: convertedAt },
    ...{ disqualified_at: null, disqualified_reason: null, account_id: dealt.account_id, deal_id: dealt.id },
    ...{ created_at: createdAt, changed_at: convertedAt },
  }
  return { lead, touch: touchOf({ lead, at: touchedAt, seed, tag: 'e0' }) }
}

function lostLead(input: { at: number; nth: number; until: string; seed: string; shared: Shared; day: string }): Drawn {
  const { at, nth, until, seed, shared, day } = input
  const soon = (from: string, hours: number) => earlier(later(from, hours), until)
  const luck = draw(at * 7 + nth, 4) % 100
  const createdAt = before(day, 1 + (draw(at * 7 + nth, 5) % 20), 9 + nth)
  const touchedAt = luck < 84 ? soon(createdAt, 1 + (draw(at * 7 + nth, 6) % 60)) : null
  const status = luck < 62 ? 'disqualified' : luck < 70 ? 'qualified' : luck < 84 ? 'contacted' : 'new'
  const name = nameAt(at * 7 + nth + 31)
  const lead: Row = {
    ...{ id: variant(seed, `d${nth + 1}`), name, company: `${name.split(' ')[1]} & Co`, title: null },
    email: mailOf(name, `lead-${at}-${nth}`),
    ...shared,
    ...{ status, contacted_at: touchedAt, qualified_at: status === 'qualified' ? soon(touchedAt!, 20) : null },
    converted_at: null,
    disqualified_at: status === 'disqualified' ? soon(touchedAt!, 48) : null,
    disqualified_reason: status === 'disqualified' ? reasons[luck % reasons.length]! : null,
    ...{ account_id: null, deal_id: null, created_at: createdAt, changed_at: touchedAt ?? createdAt },
  }
  return touchedAt === null ? { lead } : { lead, touch: touchOf({ lead, at: touchedAt, seed, tag: `e${nth + 1}` }) }
}

const reasons = ['No budget', 'Too small', 'Chose a competitor', 'No answer']

function touchOf({ lead, at, seed, tag }: { lead: Row; at: string; seed: string; tag: string }): Row {
  return {
    id: variant(seed, tag),
    lead_id: lead.id!,
    kind: draw(at.length + Date.parse(at), 7) % 2 === 0 ? 'call' : 'mail',
    happened_at: at,
    person_id: lead.owner_id!,
    subject: 'Asked what they need',
    note: '',
    recorded_at: at,
  }
}

function nameAt(at: number): string {
  return `${given[draw(at, 8) % given.length]} ${family[draw(at, 9) % family.length]}`
}

function mailOf(name: string, tag: string): string {
  const plain = name
    .normalize('NFD')
    .replace(/[^a-z ]/gi, '')
    .toLowerCase()
    .replace(' ', '.')
  return `${plain}@${tag.toLowerCase()}.example`
}

/** A mixing of two numbers that repeats for ever: the demo company is the same each time. */
function draw(at: number, salt: number): number {
  let mixed = Math.imul((at ^ (salt * 0x9e3779b9)) >>> 0, 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}

/** An id of its own that follows from another one. */
function variant(id: string, tag: string): string {
  return `${id.slice(0, -12)}${tag}${id.slice(-10)}`
}

function before(day: string, days: number, hour: number): string {
  const at = new Date(`${day}T00:00:00Z`)
  at.setUTCDate(at.getUTCDate() - days)
  at.setUTCHours(hour)
  return at.toISOString()
}

function earlier(a: string, b: string): string {
  return a < b ? a : b
}

function later(at: string, hours: number): string {
  const instant = new Date(at)
  instant.setUTCHours(instant.getUTCHours() + hours)
  return instant.toISOString()
}
