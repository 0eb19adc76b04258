import type pg from 'pg'

/** An id of the small company. */
export function idOf(nth: number): string {
  return `00000000-0000-4000-8000-${String(nth).padStart(12, '0')}`
}

const [ada, ben, cem, dee] = [1, 2, 3, 4].map(idOf) as [string, string, string, string]
const [lead, offer, won] = [21, 22, 23].map(idOf) as [string, string, string]
const [acme, again, birch] = [31, 32, 33].map(idOf) as [string, string, string]
const usd = 'USD'

/** A company of four sellers on 20 October 2026, so small that each check can be counted by hand. */
export async function smallCompany(pool: pg.Pool): Promise<void> {
  const put = putIn(pool)
  await put('company.person', [
    { id: ada, name: 'Ada', hired_on: '2020-01-01' },
    { id: ben, name: 'Ben', hired_on: '2026-06-05' },
    { id: cem, name: 'Cem', hired_on: '2026-07-01' },
    { id: dee, name: 'Dee', hired_on: '2019-01-01' },
  ])
  await put('company.territory', [{ id: idOf(11), name: 'North' }])
  await records(put)
  await deals(put)
  await quotas(put)
  await pay(put)
  await desk(put)
  await newPeople(put)
  await rounds(put)
  const set = { name: 'CRM', operations: true, enablement: true, set_at: '2026-10-01T00:00:00Z' }
  await put('enablement.area', [{ id: idOf(110), key: 'crm', ...set }])
}

type Row = Record<string, unknown>
type Put = (table: string, rows: Row[]) => Promise<void>

function putIn(pool: pg.Pool): Put {
  return async (table, rows) => {
    for (const row of rows) {
      const names = Object.keys(row)
      await pool.query(
        `insert into ${table} (${names.join(', ')}) values (${names.map((_, at) => `$${at + 1}`).join(', ')})`,
        Object.values(row),
      )
    }
  }
}

/** Three accounts, of which two are one and one has lain still; three contacts, of which one has lain still. */
async function records(put: Put): Promise<void> {
  const since = { created_at: '2020-01-01T00:00:00Z' }
  await put('crm.account', [
    { id: acme, name: 'Acme', country: 'DE', ...since },
    {
      id: again,
      name: 'ACME Ltd',
      country: 'DE',
      territory_id: idOf(11),
      ...since,
      created_at: '2020-02-01T00:00:00Z',
    },
    { id: birch, name: 'Birch', territory_id: idOf(11), ...since },
  ])
  await put('crm.contact', [
    {
      id: idOf(41),
      name: 'Ira',
      account_id: acme,
      email: 'ira@acme.test',
      changed_at: '2026-01-05T00:00:00Z',
      ...since,
    },
    { id: idOf(42), name: 'Jon', changed_at: '2021-01-05T00:00:00Z', ...since },
    { id: idOf(43), name: 'Kim', account_id: birch, phone: '030 1234', changed_at: '2026-05-01T00:00:00Z', ...since },
  ])
}

/** Three open deals: one qualified, one not yet, one without anything; and three that were won in the third quarter. */
async function deals(put: Put): Promise<void> {
  const sales = idOf(20)
  await put('crm.pipeline', [{ id: sales, name: 'Sales' }])
  const stage = { pipeline_id: sales, forecast_category: 'pipeline', probability: 0.5 }
  await put('crm.stage', [
    { id: lead, name: 'Lead', position: 1, outcome: 'open', ...stage },
    { id: offer, name: 'Offer', position: 2, outcome: 'open', ...stage },
    { id: won, name: 'Won', position: 3, outcome: 'won', ...stage, forecast_category: 'closed' },
  ])
  const item = { kind: 'required fields', stageId: offer, fields: ['item'] }
  const added = { added_at: '2026-01-01T00:00:00Z', changed_at: '2026-01-01T00:00:00Z' }
  await put('process.rule', [
    {
      id: idOf(29),
      name: 'Offers name an item',
      kind: item.kind,
      terms: JSON.stringify(item),
      stage_id: offer,
      ...added,
    },
  ])
  const open = (stage_id: string, expected_close: string) => ({
    stage_id,
    outcome: 'open',
    expected_close,
    from: '2026-10-10',
  })
  const closed = (closed_on: string) => ({ stage_id: won, outcome: 'won', closed_on, from: closed_on })
  const known = [
    { name: 'Alpha', owner_id: ada, account_id: acme, amount_minor: 600_00, ...open(offer, '2026-12-01') },
    { name: 'Beta', owner_id: ada, account_id: acme, amount_minor: 900_00, ...open(lead, '2026-11-15') },
    { name: 'Gamma', ...open(offer, '2026-12-10') },
    { name: 'Delta', owner_id: ada, account_id: acme, amount_minor: 850_00, ...closed('2026-08-15') },
    { name: 'Epsilon', owner_id: dee, account_id: acme, amount_minor: 300_00, ...closed('2026-09-10') },
    { name: 'Zeta', owner_id: ben, account_id: acme, amount_minor: 10_00, ...closed('2026-09-20') },
  ]
  for (const [at, { from, outcome, ...facts }] of known.entries()) {
    const [id, moment] = [idOf(50 + at), `${from}T09:00:00Z`]
    const shared = {
      ...facts,
      forecast_category: outcome === 'won' ? 'closed' : 'pipeline',
      currency: usd,
      amount_basis: 'stated',
    }
    await put('crm.deal', [{ id, pipeline_id: sales, outcome, created_on: from, changed_at: moment, ...shared }])
    await put('crm.deal_version', [
      { id: idOf(60 + at), deal_id: id, valid_at: moment, recorded_at: moment, ...shared },
    ])
  }
}

/** Of four sellers one accepted on day 15, one a day later, one not at all, and one has no quota. */
async function quotas(put: Put): Promise<void> {
  const third = { starts_on: '2026-07-01', ends_on: '2026-10-01', currency: usd, recorded_at: '2026-06-20T00:00:00Z' }
  const fourth = { starts_on: '2026-10-01', ends_on: '2027-01-01', currency: usd, recorded_at: '2026-09-20T00:00:00Z' }
  const of = (nth: number, subject_id: string, amount: number) => ({
    ...{ id: idOf(nth), subject_kind: 'person', subject_id, amount_minor: amount },
  })
  await put('goals.quota', [
    { ...of(71, ada, 1000_00), ...third },
    { ...of(72, dee, 1000_00), ...third },
    { ...of(73, ben, 100_00), ...third },
    { ...of(74, ada, 1000_00), ...fourth },
    { ...of(75, dee, 1000_00), ...fourth },
    { ...of(76, cem, 1000_00), ...fourth },
    { id: idOf(77), subject_kind: 'company', amount_minor: 1000_00, ...fourth },
  ])
  await put('goals.quota_answer', [
    { id: idOf(78), quota_id: idOf(74), answer: 'accepted', said_by: ada, said_at: '2026-10-15T22:00:00Z' },
    { id: idOf(79), quota_id: idOf(75), answer: 'accepted', said_by: dee, said_at: '2026-10-16T08:00:00Z' },
  ])
}

/** Four statements: one later than its plan gives, one corrected, one right, and one that may still be locked in time. */
async function pay(put: Put): Promise<void> {
  const plan = idOf(80)
  await put('goals.incentive_plan', [{ id: plan, name: 'Reps', added_at: '2026-01-01T00:00:00Z' }])
  const run = (nth: number, days: [string, string], when: Counted, paid: Record<string, number>) =>
    runOf(put, { id: idOf(nth), plan, days, when, paid })
  await run(
    81,
    ['2026-01-01', '2026-04-01'],
    { calculated: '2026-04-19', locked: '2026-04-20', within: 14 },
    { [ada]: 50_00 },
  )
  await run(
    82,
    ['2026-04-01', '2026-07-01'],
    { calculated: '2026-07-05', locked: '2026-07-20' },
    { [ada]: 100_00, [dee]: 200_00 },
  )
  await run(
    83,
    ['2026-04-01', '2026-07-01'],
    { calculated: '2026-08-10', locked: '2026-08-12' },
    { [ada]: 120_00, [dee]: 200_00 },
  )
  await run(84, ['2026-07-01', '2026-10-01'], { calculated: '2026-10-05' }, { [ada]: 80_00 })
}

type Counted = { calculated: string; locked?: string; within?: number }

async function runOf(
  put: Put,
  of: {
    id: string
    plan: string
    days: [string, string]
    when: Counted
    paid: Record<string, number>
  },
): Promise<void> {
  const { id, plan, days, when, paid } = of
  const nth = Number(id.slice(-3))
  const facts = {
    kind: 'first',
    terms: JSON.stringify({ payWithinDays: when.within }),
    currency: usd,
    problems: '[]',
    calculated_at: `${when.calculated}T09:00:00Z`,
  }
  await put('goals.incentive_run', [{ id, plan_id: plan, starts_on: days[0], ends_on: days[1], ...facts }])
  if (when.locked)
    await put('goals.incentive_approval', [
      { id: idOf(1000 + nth), run_id: id, step: 'locked', said_at: `${when.locked}T09:00:00Z` },
    ])
  const none = { draw_minor: 0, recovered_minor: 0, owed_before_minor: 0, owed_after_minor: 0, earned_before_minor: 0 }
  await put(
    'goals.incentive_statement',
    Object.entries(paid).map(([person_id, earned], at) => ({
      ...{ id: idOf(2000 + 10 * nth + at), run_id: id, person_id, credited: 0, rules: '[]' },
      ...{ earned_minor: earned, payable_minor: earned, ...none },
    })),
  )
}

/** Eight business hours are given: 5 and 2 (over a weekend) keep them, 16 and those of a week do not, and one has just come. */
async function desk(put: Put): Promise<void> {
  const terms = {
    kind: 'approval',
    stageId: won,
    levels: [{ fromDiscount: 10, approverId: dee }],
    answerWithinHours: 8,
  }
  const added = { added_at: '2026-01-01T00:00:00Z', changed_at: '2026-01-01T00:00:00Z' }
  await put('process.rule', [{ id: idOf(90), name: 'Desk', kind: terms.kind, terms: JSON.stringify(terms), ...added }])
  const asked: [string, string | null][] = [
    ['2026-10-05T10:00:00Z', '2026-10-05T15:00:00Z'],
    ['2026-10-02T16:00:00Z', '2026-10-05T10:00:00Z'],
    ['2026-10-05T09:00:00Z', '2026-10-06T17:00:00Z'],
    ['2026-10-12T09:00:00Z', null],
    ['2026-10-20T09:00:00Z', null],
  ]
  for (const [at, [asked_at, answered_at]] of asked.entries()) {
    const id = idOf(91 + at)
    await put('process.approval', [
      { id, rule_id: idOf(90), deal_id: idOf(50 + at), discount: 12, reason: 'Why', asked_at },
    ])
    if (answered_at)
      await put('process.approval_answer', [
        { approval_id: id, level: 0, answer: 'approved', person_id: dee, answered_at },
      ])
  }
}

/** Ben is on a plan and certified on day 50, but not at full quota after the two months of his plan; Cem was certified on day 76. */
async function newPeople(put: Put): Promise<void> {
  const [course, plan] = [idOf(100), idOf(101)]
  await put('enablement.resource', [{ id: course, name: 'Basics', kind: 'course', certification: 'Seller' }])
  await put('enablement.plan', [
    {
      id: plan,
      name: 'Reps',
      first_deal_days: 60,
      certify_days: 90,
      ramp: '{0.5,1}',
      added_at: '2026-01-01T00:00:00Z',
    },
  ])
  await put('enablement.step', [{ id: idOf(102), plan_id: plan, day: 30, title: 'Basics', course_id: course }])
  await put('enablement.onboarding', [
    { id: idOf(103), plan_id: plan, person_id: ben, starts_on: '2026-06-05', added_at: '2026-08-01T00:00:00Z' },
  ])
  const done = (nth: number, person_id: string, completed_on: string) => ({
    ...{ id: idOf(nth), course_id: course, person_id, completed_on, recorded_at: `${completed_on}T12:00:00Z` },
  })
  await put('enablement.completion', [done(104, ben, '2026-07-25'), done(105, cem, '2026-09-15')])
}

/** Three rounds: of the two whose 30 days are over, both have an action in time, and of one the members were told of it. */
async function rounds(put: Put): Promise<void> {
  const survey = { name: 'Pulse', every: 'month', first_on: '2026-08-03', open_days: 5, rotating: 3 }
  await put('pulse.survey', [{ id: idOf(120), ...survey, created_at: '2026-08-01T00:00:00Z' }])
  const closed: [string, string, number][] = [
    ['2026-08-03', '2026-08-07', 8],
    ['2026-09-07', '2026-09-11', 6],
    ['2026-10-05', '2026-10-09', 10],
  ]
  for (const [nth, [day, last, answered]] of closed.entries()) {
    const [round_id, at] = [idOf(121 + nth), `${last}T23:59:59Z`]
    await put('pulse.round', [
      {
        ...{
          id: round_id,
          survey_id: idOf(120),
          nth,
          day,
          last_day: last,
          open_hour: 8,
          scale: '1-10',
          k: 5,
          comment_k: 10,
        },
        ...{ opens_at: `${day}T08:00:00Z`, closes_at: at, launched_at: `${day}T06:00:00Z`, closed_at: at },
      },
    ])
    const results = JSON.stringify({ eligible: 10, undeliverable: 0, onLeave: 0, answered })
    await put('pulse.published', [{ round_id, published_at: at, results }])
  }
  const about = (nth: number, round: number, created_at: string, told_at: string) => ({
    ...{ id: idOf(nth), round_id: idOf(round), driver: 'growth', title: 'Talk about it', created_at },
    ...{ told: 'We talk about it each month', told_at },
  })
  await put('pulse.action', [
    about(130, 121, '2026-08-20T09:00:00Z', '2026-09-10T09:00:00Z'),
    about(131, 122, '2026-09-20T09:00:00Z', '2026-10-02T09:00:00Z'),
  ])
}
