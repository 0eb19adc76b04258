import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consensusOf } from '../consensus/cells.ts'
import { canonical } from '../log/canonical.ts'
import { beginning, firstBroken, hashOfAct, type KeptAct } from '../log/chain.ts'
import { planBytes } from '../log/plan-bytes.ts'
import { type Act, type ActKind, acts } from './act.ts'
import { apply, replay } from './apply.ts'
import { checksOf } from './checks.ts'
import { type CycleState, openStep } from './state.ts'

const [coordinator, planner, general] = ['1', '2', '3'].map(
  (digit) => `00000000-0000-4000-8000-00000000000${digit}`,
) as [string, string, string]
const [pumps, valves] = ['a', 'b'].map((digit) => `00000000-0000-4000-9000-00000000000${digit}`) as [string, string]
const people = fc.constantFrom(coordinator, planner, general)
const months = fc.constantFrom('2026-01-01', '2026-02-01')
const family = fc.constantFrom(pumps, valves)
const step = fc.integer({ min: 1, max: 6 })
const ids = fc.constantFrom('00000000-0000-4000-a000-000000000001', '00000000-0000-4000-a000-000000000002')
const text = fc.constantFrom('a reason', 'another')

const owner = (personId: string, substituteId: string | null = null) => ({ personId, substituteId })
const opening: Act = {
  ...{ kind: 'opened', at: '2026-01-02T09:00:00.000Z', by: coordinator, personId: coordinator },
  body: {
    ...{
      month: '2026-01-01',
      startsOn: '2026-01-02',
      firstMonth: '2026-01-01',
      horizon: 2,
      currency: 'USD',
      minorDigits: 2,
    },
    ...{ weekend: [6, 7], holidays: [], fenceMonths: 1 },
    owners: [[owner(coordinator, planner)], [owner(planner)], [], [owner(coordinator)], [owner(general)], []],
  },
}

const fact = {
  ...{ statistical: 100, lo80: 80, hi80: 120, deals: null, budgetUnits: 90, budgetMinor: 90_000, lastYear: 95 },
  ...{ price: '10.0000', previous: null, previousMinor: null },
}
const facts = {
  ...{ closedTo: '2025-12-31', families: [pumps, valves], actuals: {}, negativeStock: null },
  cells: Object.fromEntries(
    [pumps, valves].flatMap((id) => ['2026-01-01', '2026-02-01'].map((month) => [`${id}|${month}`, fact])),
  ),
  totals: { lines: '10', history: '10', leftOut: '0' },
  masterData: { items: 1, incomplete: 0, share: 1 },
  exceptions: [{ id: 'x', kind: 'bias', name: 'Pump', says: 'leans' }],
  valueAdded: [],
}
const wrongTotals = { ...facts, totals: { lines: '11', history: '10', leftOut: '0' } }

/** What users try, in any order: most of it is refused at any moment. */
const tries = fc.oneof(
  { weight: 40, arbitrary: fc.constant({ kind: 'forward' as const, body: {} }) },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('signed' as const), body: fc.record({ step, note: fc.constant('') }) }),
  },
  {
    weight: 8,
    arbitrary: fc.record({ kind: fc.constant('closed' as const), body: fc.record({ step, checks: fc.constant([]) }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('reopened' as const), body: fc.record({ step, why: text }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('captured' as const),
      body: fc.record({ facts: fc.constantFrom(facts, facts, wrongTotals) }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('exception-owned' as const),
      body: fc.record({ exceptionId: fc.constant('x'), personId: people }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('override' as const),
      body: fc.record({
        reason: text,
        assumptionId: fc.constant(null),
        cells: fc.array(fc.record({ familyId: family, month: months, units: fc.integer({ min: 0, max: 130 }) }), {
          minLength: 1,
          maxLength: 2,
        }),
      }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('family-signed' as const), body: fc.record({ familyId: family }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('supply' as const),
      body: fc.constant({ origin: 'typed', feasible: true, violations: [], lines: [], gaps: [] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('finance' as const),
      body: fc.record({ revenueMinor: fc.constantFrom(400_000, 500_000), note: fc.constant('') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('request' as const),
      body: fc.record({
        id: ids,
        question: text,
        ownerId: fc.constant(coordinator),
        deadlineOn: fc.constant('2026-01-20'),
        options: fc.constant([
          { key: 'yes', says: 'Yes', effectMinor: 1, lever: null },
          { key: 'no', says: 'No', effectMinor: 0, lever: null },
        ]),
        recommended: fc.constant('yes'),
      }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('decided' as const),
      body: fc.record({ requestId: ids, option: fc.constant('yes'), note: fc.constant('') }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ kind: fc.constant('approved' as const), body: fc.record({ note: fc.constant('') }) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('published' as const),
      body: fc.constant({ snapshot: '', receivers: ['Plant'] }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('acknowledged' as const), body: fc.constant({ receiver: 'Plant' }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant('calendar' as const),
      body: fc.constant({ weekend: [6, 7], holidays: ['2026-01-06'] }),
    }),
  },
)

type Attempt = { kind: ActKind | 'forward'; body: unknown; who: string }

/** What somebody who wants to get on would do next: what the first failing check of the open step asks for. */
function forward(state: CycleState): Attempt {
  const open = openStep(state)
  const number = open?.number ?? 6
  const failing = checksOf(state, number).find(({ passes }) => passes === false)?.key
  const as = (kind: ActKind, body: unknown, who = coordinator): Attempt => ({ kind, body, who })
  const unsigned = open?.owners.find(
    ({ personId }) => !open.signatures.some(({ forId, lapsedAt }) => forId === personId && !lapsedAt),
  )
  const revenue = consensusOf(state).reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0)
  const wrong = consensusOf(state).find(({ override }) => override !== null)
  switch (failing) {
    case 'captured':
    case 'totals':
      return as('captured', { facts })
    case 'exceptions':
      return as('exception-owned', { exceptionId: 'x', personId: planner })
    case 'families':
      return as('family-signed', { familyId: [pumps, valves].find((id) => !state.familySignatures[id]) })
    case 'overrides':
      return as('override', {
        reason: '',
        assumptionId: null,
        cells: [{ familyId: wrong!.familyId, month: wrong!.month, units: null }],
      })
    case 'plan':
      return as('supply', { origin: 'typed', feasible: true, violations: [], lines: [], gaps: [] })
    case 'one-set':
      return as('finance', { revenueMinor: revenue, note: '' })
    case 'decided':
      return as('deferred', {
        requestId: state.requests.find(({ outcome }) => !outcome)!.id,
        until: '2026-02-01',
        note: '',
      })
    case 'approved':
      return as('approved', { note: '' }, general)
    case 'published':
      return state.publication
        ? as('acknowledged', { receiver: 'Plant' })
        : as('published', { snapshot: '', receivers: ['Plant'] })
    case 'signed':
      return as('signed', { step: number, note: '' }, unsigned?.personId ?? coordinator)
    default:
      return as('closed', { step: number, checks: [] })
  }
}

/** Plays what users try; keeps what was done, and checks each state on the way. */
function play(attempts: readonly Attempt[]): { kept: KeptAct[]; state: CycleState; locks: number } {
  let state = done(null, opening)!
  const kept = [keptAfter(beginning, 1, opening)]
  let locked: string | null = null
  for (const [at, attempt] of attempts.entries()) {
    const { kind, body, who } = attempt.kind === 'forward' ? forward(state) : attempt
    if (kind === 'forward') continue
    const act = { kind, at: `2026-01-03T00:00:00.${String(at).padStart(3, '0')}Z`, by: who, personId: who, body } as Act
    const parsed = { ...act, body: acts[kind].parse(body) } as Act
    const before = state
    const after = done(before, parsed)
    if (!after) continue
    if (parsed.kind === 'closed') {
      expect(checksOf(before, parsed.body.step).every(({ passes }) => passes !== false)).toBe(true)
      expect(openStep(before)?.number).toBe(parsed.body.step)
    }
    expectOrder(after)
    if (after.locked) locked ??= planBytes(after)
    if (locked !== null) expect(planBytes(after)).toBe(locked)
    state = after
    kept.push(keptAfter(kept.at(-1)!.hash, kept.length + 1, parsed))
  }
  return { kept, state, locks: locked === null ? 0 : 1 }
}

/** Closed steps come first, then at most one open, then those that wait. */
function expectOrder({ steps }: CycleState): void {
  const states = steps.map(({ closed, openedAt }) => (closed ? 0 : openedAt ? 1 : 2))
  expect(states).toEqual([...states].sort())
  expect(states.filter((each) => each === 1).length).toBeLessThanOrEqual(1)
}

function done(state: CycleState | null, act: Act): CycleState | null {
  const applied = apply(state, act)
  return 'state' in applied ? applied.state : null
}

function keptAfter(before: string, seq: number, { at, by, personId, kind, body }: Act): KeptAct {
  const act = { seq, at, by, personId, kind, body: canonical(body) }
  return { ...act, hash: hashOfAct(before, act) }
}

const histories = fc.array(
  fc.tuple(tries, people).map(([act, who]) => ({ ...act, who })),
  { minLength: 20, maxLength: 220 },
)

describe('any history of what users try', () => {
  it('closes no gate while a check fails, keeps the order, never changes a locked plan, and replays to the same bytes', () => {
    let locks = 0
    fc.assert(
      fc.property(histories, (attempts) => {
        const { kept, state, locks: locked } = play(attempts)
        locks += locked
        const again = replay(
          kept.map(({ at, by, personId, kind, body }) => ({ at, by, personId, kind, body: JSON.parse(body) }) as Act),
        )
        expect(canonical(again)).toBe(canonical(state))
        expect(firstBroken(kept)).toBeNull()
      }),
      { numRuns: Number(process.env.DRUMBEAT_HISTORIES ?? 150) },
    )
    expect(locks).toBeGreaterThan(0)
  })

  it('shows the act of which a single character was changed, or which is missing', () => {
    fc.assert(
      fc.property(histories, fc.nat(), fc.nat(), (attempts, which, where) => {
        const { kept } = play(attempts)
        const at = which % kept.length
        const { body } = kept[at]!
        const place = where % body.length
        const other = body[place] === 'x' ? 'y' : 'x'
        const tampered = kept.with(at, { ...kept[at]!, body: body.slice(0, place) + other + body.slice(place + 1) })
        expect(firstBroken(tampered)).toBe(at + 1)
        if (kept.length > 1 && at < kept.length - 1) expect(firstBroken(kept.toSpliced(at, 1))).toBe(at + 1)
      }),
      { numRuns: 30 },
    )
  })
})
