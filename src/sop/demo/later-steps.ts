import { consensusOf } from '../consensus/cells.ts'
import { monthAfter } from '../cycle/state.ts'
import { demoId, swing } from './invent.ts'
import type { Scene } from './steps.ts'

/** Step 3: supply follows demand with two weeks of stock, short of espresso machines in one month. */
export function playSupply({ history, cast, families }: Scene): void {
  const state = history.state()
  const machines = families['Espresso machines']!
  const tight = monthAfter(state.firstMonth, 3)
  const cells = consensusOf(state)
  const short = Math.round(
    (cells.find((cell) => cell.familyId === machines && cell.month === tight)?.units ?? 0) * 0.08,
  )
  history.act('supply', cast.supply, {
    origin: 'typed',
    feasible: short === 0,
    violations: short === 0 ? [] : [`Assembly is ${short} machines short in ${tight.slice(0, 7)}`],
    lines: cells.map(({ familyId, month, units }) => {
      const lost = familyId === machines && month === tight ? short : 0
      return { familyId, month, production: (units ?? 0) - lost, stock: Math.round((units ?? 0) / 2), backlog: lost }
    }),
    gaps:
      short === 0
        ? []
        : [{ familyId: machines, month: tight, units: short, cause: 'assembly hours', firm: false, requestId: null }],
  })
}

/** Step 4: two decisions are asked for, and finance states the same revenue. */
export function playPre({ history, cast, families }: Scene, { finance = true } = {}): void {
  const state = history.state()
  const machines = families['Espresso machines']!
  const cells = consensusOf(state)
  const revenue = cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0)
  const month = monthAfter(state.firstMonth, 3)
  history.act('request', cast.supply, {
    id: demoId('request', state.month, 0),
    question: `Add a Saturday shift in assembly in ${month.slice(0, 7)}?`,
    ownerId: cast.supply,
    deadlineOn: `${state.firstMonth.slice(0, 8)}25`,
    options: [
      {
        key: 'shift',
        says: 'Four Saturday shifts',
        effectMinor: 4_800_000,
        lever: { kind: 'capacity', familyId: machines, from: month, to: month, size: 20 },
      },
      { key: 'late', says: 'Deliver the rest a month late', effectMinor: -2_100_000, lever: null },
    ],
    recommended: 'shift',
  })
  history.act('request', cast.sales, {
    id: demoId('request', state.month, 1),
    question: 'Run the spring grinder weeks a month earlier?',
    ownerId: cast.sales,
    deadlineOn: `${state.firstMonth.slice(0, 8)}25`,
    options: [
      {
        key: 'earlier',
        says: 'A month earlier, 6 % discount',
        effectMinor: 3_200_000,
        lever: {
          kind: 'demand',
          familyId: families.Grinders!,
          from: monthAfter(state.firstMonth, 1),
          to: monthAfter(state.firstMonth, 2),
          size: 30,
        },
      },
      { key: 'as-planned', says: 'As planned', effectMinor: 0, lever: null },
    ],
    recommended: 'earlier',
  })
  if (finance) {
    const stated = Math.round(revenue * (1 + 0.004 * swing('finance', state.month)))
    history.act('finance', cast.finance, { revenueMinor: stated, note: 'Latest estimate' })
  }
}

/** Step 5: both requests are settled and the plan is approved. */
export function playExecutive({ history, cast }: Scene): void {
  const { month, firstMonth } = history.state()
  const first = swing('decided', month) > -0.5
  history.act('decided', cast.general, {
    requestId: demoId('request', month, 0),
    option: first ? 'shift' : 'late',
    note: '',
  })
  if (swing('second', month) > 0.2) {
    history.act('deferred', cast.general, {
      requestId: demoId('request', month, 1),
      until: monthAfter(firstMonth, 1),
      note: 'Ask the regions first',
    })
  } else {
    history.act('decided', cast.general, {
      requestId: demoId('request', month, 1),
      option: 'earlier',
      note: 'As recommended',
    })
  }
  history.act('approved', cast.general, { note: '' })
}

/** Step 6: the plan goes out, actions are written down, the team assesses the cycle. */
export function playFinal({ history, cast }: Scene, snapshot: string): void {
  const { month, firstMonth } = history.state()
  history.act('published', cast.coordinator, { snapshot, receivers: ['Sales', 'Plant Providence'] })
  history.act('acknowledged', cast.sales, { receiver: 'Sales' })
  history.act('acknowledged', cast.supply, { receiver: 'Plant Providence' })
  history.act('action', cast.coordinator, {
    id: demoId('action', month, 0),
    says: 'Tell the regions of the new targets',
    ownerId: cast.sales,
    dueOn: monthAfter(firstMonth, 1),
    requestId: null,
  })
  history.act('assessed', cast.coordinator, {
    answers: { data: 4, attendance: 4, decisions: 3, numbers: 4, time: 3 + (swing('time', month) > 0 ? 1 : 0) },
    note: '',
  })
}
