import { parseDay, workingDaysIn } from '@drumbeat/periods'
import { type Written, writtenIn } from '#platform/numbers/written.ts'
import { consensusOf } from '../consensus/cells.ts'
import type { LoadedCycle } from '../log/cycles.sql.ts'
import { checksOf } from './checks.ts'
import type { CycleView } from './contract.ts'
import { daysOf, workingDaysOf } from './due.ts'
import type { NameOf } from './names.sql.ts'
import { type CycleState, openStep, type StepState } from './state.ts'
import { stepOf } from './steps.ts'

/** A line of the list of cycles. */
export function cycleLine({ id, state }: Pick<LoadedCycle, 'id' | 'state'>, locale: string) {
  const cells = consensusOf(state)
  const phase = state.steps[5]!.closed ? 'over' : state.locked ? 'approved' : 'running'
  return {
    id,
    month: state.month,
    label: monthLabel(state.month, locale),
    startsOn: state.startsOn,
    state: phase as CycleView['state'],
    openStep: openStep(state)?.number ?? null,
    requests: state.requests.length,
    revenueMinor: cells.length === 0 ? null : cells.reduce((sum, { revenueMinor }) => sum + (revenueMinor ?? 0), 0),
    currency: state.currency,
    approvedAt: state.locked?.at ?? null,
  }
}

/** A cycle as it is shown: six steps, each with its gate. */
export function cycleView(
  cycle: LoadedCycle,
  { nameOf, today, locale }: { nameOf: NameOf; today: string; locale: string },
): CycleView {
  const { state } = cycle
  const start = parseDay(state.startsOn)!
  const written = writtenIn(locale)
  return {
    ...cycleLine(cycle, locale),
    firstMonth: state.firstMonth,
    horizon: state.horizon,
    today,
    workingDay: workingDaysIn({ from: start, to: parseDay(today)! }, workingDaysOf(state)),
    weekend: state.weekend,
    holidays: state.holidays,
    acts: cycle.seq,
    capturedAt: state.facts?.at ?? null,
    closedTo: state.facts?.closedTo ?? null,
    steps: state.steps.map((step) => stepView(state, step, { nameOf, today, written })),
    exceptions: (state.facts?.exceptions ?? []).map((each) => ({
      ...each,
      says: written.sentence(each.says),
      owner: personOf(state.exceptionOwners[each.id], nameOf),
    })),
  }
}

/** Somebody by id and name. */
export function personOf(id: string | null | undefined, nameOf: NameOf): { id: string; name: string } | null {
  return id ? { id, name: nameOf(id)! } : null
}

function stepView(
  state: CycleState,
  step: StepState,
  { nameOf, today, written }: { nameOf: NameOf; today: string; written: Written },
): CycleView['steps'][number] {
  const { number, closed, openedAt } = step
  const { name, leaves, usualOwners } = stepOf(number)
  const days = daysOf(number, state)
  const checks = (closed?.checks ?? checksOf(state, number)).map((each) => ({
    ...each,
    label: written.sentence(each.label),
    says: written.sentence(each.says),
  }))
  const isOpen = openedAt !== null && closed === null
  const dueOn = closed?.dueOn ?? days.dueOn
  return {
    ...{ number, name, leaves, usualOwners, dueOn, checks },
    opensOn: days.opensOn,
    state: closed ? 'closed' : isOpen ? 'open' : 'waiting',
    isLate: isOpen && today > dueOn,
    canClose: isOpen && checks.every(({ passes }) => passes !== false),
    owners: step.owners.map(({ personId, substituteId }) => ({
      person: personOf(personId, nameOf)!,
      substitute: personOf(substituteId, nameOf),
    })),
    signatures: step.signatures.map(({ by, personId, forId, at, note, lapsedAt }) => ({
      ...{ at, note, lapsedAt },
      by: nameOf(personId ?? by),
      forPerson: forId !== null && forId !== personId ? nameOf(forId) : null,
    })),
    attendance: step.attendance.map(({ ofId, present }) => ({ personId: ofId, name: nameOf(ofId)!, present })),
    reopenings: step.reopenings.map(({ at, by, personId, why }) => ({ at, by: nameOf(personId ?? by), why })),
    closedAt: closed?.at ?? null,
    closedBy: closed ? nameOf(closed.personId ?? closed.by) : null,
  }
}

/** A month as people say it. */
export function monthLabel(month: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return format.format(new Date(`${month}T00:00:00Z`))
}
