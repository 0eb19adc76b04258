import { formatDay, parseDay, workingDayBefore, workingDayFrom } from '@drumbeat/periods'
import { demoHolidays } from '#company/demo-holidays.ts'
import type { Demo, DemoTable } from '#platform/demo.ts'
import type { DemoWorld } from '#platform/registry.ts'
import { daysOf, workingDaysOf } from './cycle/due.ts'
import { type CycleState, cellKey, monthAfter } from './cycle/state.ts'
import { type Cast, castOf, ownersOf } from './demo/cast.ts'
import { demoFacts } from './demo/facts.ts'
import { beginHistory, type History } from './demo/history.ts'
import { demoId } from './demo/invent.ts'
import { playExecutive, playFinal, playPre, playSupply } from './demo/later-steps.ts'
import { demoScenarios } from './demo/scenarios.ts'
import { playData, playDemand, type Scene } from './demo/steps.ts'
import { beginning, hashOfSnapshot } from './log/chain.ts'
import { planBytes } from './log/plan-bytes.ts'

const pastCycles = 7
const horizon = 18
/** Today is this working day of the present cycle, so that it is half done. */
const todayIs = 10

type Written = { tables: { cycles: Row[]; acts: Row[]; snapshots: Row[] }; past: CycleState[]; chain: string }
type Row = DemoTable['rows'][number]

/** The demo company's cycles: the past ones approved and over, the present one in its supply review. */
export const sopDemo: Demo = (world) => {
  const cast = castOf(world)
  if (!cast) return []
  const today = formatDay(world.truth.story.today)
  const month = `${today.slice(0, 7)}-01`
  const holidays = demoHolidays(Number(today.slice(0, 4)) - 1)
  const days = workingDaysOf({ weekend: [6, 7], holidays: holidays.map(({ day }) => day) })
  const written: Written = { tables: { cycles: [], acts: [], snapshots: [] }, past: [], chain: beginning }
  for (let back = pastCycles; back >= 0; back--) {
    const cycle = monthAfter(month, -back)
    const start =
      back === 0 ? workingDayBefore(parseDay(today)!, todayIs - 1, days) : workingDayFrom(parseDay(cycle)!, 1, days)
    write(world, cast, {
      written,
      cycle,
      startsOn: formatDay(start),
      isOver: back > 0,
      holidays: holidays.map(({ day }) => day),
    })
  }
  const { cycles, acts, snapshots } = written.tables
  return [
    { table: 'sop.cycle', rows: cycles },
    { table: 'sop.act', rows: acts },
    { table: 'sop.snapshot', rows: snapshots },
    ...demoScenarios(written.past[0]!, today),
  ]
}

type Wanted = { written: Written; cycle: string; startsOn: string; isOver: boolean; holidays: string[] }

function write(world: DemoWorld, cast: Cast, wanted: Wanted): void {
  const { written, cycle, startsOn, isOver, holidays } = wanted
  const history = beginHistory()
  history.at(`${startsOn}T13:00:00.000Z`)
  const plan = { month: cycle, firstMonth: cycle, horizon, minorDigits: 2 }
  history.act('opened', cast.coordinator, {
    ...plan,
    ...{ startsOn, currency: 'USD', weekend: [6, 7], holidays, fenceMonths: 1, owners: ownersOf(cast) },
  })
  history.act('captured', cast.coordinator, { facts: demoFacts(world, plan, written.past) })
  const scene: Scene = {
    history,
    cast,
    actuals: new Map(world.sold.map((each) => [cellKey(each), each.units])),
    families: Object.fromEntries(world.families.map(({ id, name }) => [name, id])),
  }
  const snapshot = play(scene, { isOver, chain: written.chain, startsOn })
  keep(written, { history, cycle, snapshot })
}

type Taken = { seq: number; at: string; bytes: string; hash: string }

/** Plays the steps on the days on which they are due; the present cycle stops in its third. */
function play(scene: Scene, { isOver, chain }: { isOver: boolean; chain: string; startsOn: string }): Taken | null {
  const { history } = scene
  const on = (step: number) => history.at(`${daysOf(step, history.state()).dueOn}T14:00:00.000Z`)
  on(1)
  playData(scene)
  history.close(1)
  on(2)
  playDemand(scene)
  history.close(2)
  if (!isOver) {
    history.at(`${daysOf(3, history.state()).opensOn}T15:00:00.000Z`)
    playPre(scene, { finance: false })
    return null
  }
  on(3)
  playSupply(scene)
  history.close(3)
  on(4)
  playPre(scene)
  history.close(4)
  on(5)
  playExecutive(scene)
  history.close(5)
  const bytes = planBytes(history.state())
  const taken = { seq: history.acts.length, at: history.acts.at(-1)!.at, bytes, hash: hashOfSnapshot(chain, bytes) }
  on(6)
  playFinal(scene, taken.hash)
  history.close(6)
  return taken
}

function keep(
  written: Written,
  { history, cycle, snapshot }: { history: History; cycle: string; snapshot: Taken | null },
): void {
  const { tables, past } = written
  const id = demoId('cycle', cycle)
  tables.cycles.push({ id, month: cycle, opened_at: history.acts[0]!.at, opened_by: null })
  for (const { seq, at, by, personId, kind, body, hash } of history.acts) {
    tables.acts.push({ cycle_id: id, seq, at, by_user: by, person_id: personId, kind, body, hash })
  }
  if (snapshot) {
    const { seq, at, bytes, hash } = snapshot
    tables.snapshots.push({ cycle_id: id, seq, taken_at: at, bytes, before_hash: written.chain, hash })
    written.chain = hash
  }
  past.unshift(history.state())
}
