import { type CycleDiscipline, cycleDisciplines } from '#sop/discipline.sql.ts'
import { type Asking, cannotTell, type Measured, type Measures, shareOf } from './measured.ts'

const CYCLES = 6
/** A step closed so many working days off its date, or fewer, is on time. */
const DAYS_OFF = 1

/** Checks 15 to 18, from the cycles of S&OP. */
export async function cycleMeasures({ db, asOf }: Asking): Promise<Measures> {
  const begun = (await cycleDisciplines(db, CYCLES + 1)).filter(({ month }) => month <= asOf)
  // The month that is under way is not due yet.
  const due = begun.filter(({ month }) => month < `${asOf.slice(0, 7)}-01`).slice(0, CYCLES)
  return {
    'cycle-complete': complete(due),
    'gates-on-calendar': onCalendar(begun),
    'cycle-attendance': attendance(begun),
    'decisions-done': decisions(begun, asOf),
  }
}

function complete(due: readonly CycleDiscipline[]): Measured {
  return shareOf({
    hits: due.filter(({ lockedAt }) => lockedAt !== null).length,
    n: due.length,
    none: 'No cycle has been due yet.',
    rows: due
      .filter(({ lockedAt }) => lockedAt === null)
      .map(({ id, month }) => ({
        label: `Cycle of ${month.slice(0, 7)}`,
        detail: 'its plan is not locked',
        to: `/sop?cycle=${id}`,
      })),
  })
}

function onCalendar(cycles: readonly CycleDiscipline[]): Measured {
  const steps = cycles.flatMap(({ id, month, steps: some }) => some.map((step) => ({ ...step, id, month })))
  const off = steps.filter(({ workingDaysOff, reopened }) => reopened || workingDaysOff > DAYS_OFF)
  return shareOf({
    hits: steps.length - off.length,
    n: steps.length,
    none: 'No step of a cycle has been closed yet.',
    rows: off.map(({ id, month, number, closedOn, dueOn, reopened }) => ({
      label: `Step ${number} of ${month.slice(0, 7)}`,
      detail: reopened ? 'was opened again' : `closed on ${closedOn}, due on ${dueOn}`,
      to: `/sop?cycle=${id}`,
    })),
  })
}

function attendance(cycles: readonly CycleDiscipline[]): Measured {
  const marks = cycles.flatMap(({ id, month, attendance: some }) => some.map((mark) => ({ ...mark, id, month })))
  return shareOf({
    hits: marks.filter(({ present }) => present).length,
    n: marks.length,
    none: 'Nobody has been marked as present or absent yet.',
    rows: marks
      .filter(({ present }) => !present)
      .map(({ id, month, step }) => ({
        label: `Step ${step} of ${month.slice(0, 7)}`,
        detail: 'somebody required was absent',
        to: `/sop?cycle=${id}`,
      })),
  })
}

function decisions(cycles: readonly CycleDiscipline[], asOf: string): Measured {
  const asked = cycles.flatMap(({ id, decisions: some }) => some.map((decision) => ({ ...decision, cycle: id })))
  const open = asked.filter(({ dueOn, decidedOn }) => decidedOn === null && dueOn !== null && dueOn >= asOf)
  const counted = asked.filter((decision) => !open.includes(decision))
  if (counted.length === 0) return cannotTell('No decision has been due yet.')
  const bad = counted.filter(
    ({ ownerId, dueOn, decidedOn }) => ownerId === null || dueOn === null || decidedOn === null || decidedOn > dueOn,
  )
  return shareOf({
    hits: counted.length - bad.length,
    n: counted.length,
    none: '',
    rows: bad.map(({ question, ownerId, dueOn, cycle }) => ({
      label: question,
      detail: ownerId === null ? 'has no owner' : dueOn === null ? 'has no date' : `was due on ${dueOn}`,
      to: `/sop?cycle=${cycle}`,
    })),
  })
}
