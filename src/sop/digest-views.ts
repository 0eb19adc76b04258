import { type DigestView, noTable, table } from '#platform/digest-view.ts'
import { sopContract } from './contract.ts'

/** The newest cycle: its steps, what is open and late, and what its gates wait for. */
const cycle: DigestView = {
  key: 'sop-cycle',
  title: 'S&OP cycle',
  at: { path: '/sop', tab: 'cycle', isFirstTab: true },
  takes: [],
  permission: 'sop:read',
  tell: async ({ ask, write }) => {
    const { cycles } = await ask(sopContract.cycles, { query: { limit: 1 } })
    if (!cycles[0]) return { says: 'No cycle was opened yet.', ...noTable }
    const shown = await ask(sopContract.cycle, { params: { id: cycles[0].id } })
    const open = shown.steps.find(({ state }) => state === 'open')
    const waits = open?.checks.filter(({ passes }) => passes !== true).length ?? 0
    const gate =
      waits === 0
        ? 'its gate is passed'
        : `${write.counted(waits, 'check')} of its gate ${waits === 1 ? 'does' : 'do'} not pass`
    const status = open
      ? `step ${open.number}, ${open.name}, is open and due on ${write.day(open.dueOn)}${open.isLate ? ', late' : ''}; ${gate}`
      : shown.state === 'approved'
        ? 'its plan is approved'
        : 'no step is open'
    return {
      says: `${shown.label}: ${status}.`,
      ...table(shown.steps, {
        columns: [
          { header: 'Step', cell: ({ number, name }) => `${number} ${name}` },
          { header: 'State', cell: ({ state, isLate }) => `${state}${isLate ? ', late' : ''}` },
          { header: 'Due', cell: ({ dueOn }) => write.day(dueOn) },
          { header: 'Owner', cell: ({ owners }) => owners.map(({ person }) => person.name).join(', ') },
        ],
        keyOf: ({ number }) => String(number),
        pathOf: () => '/sop',
      }),
    }
  },
}

/** Decisions that wait for somebody. */
const decisions: DigestView = {
  key: 'sop-decisions',
  title: 'Decisions asked for',
  at: { path: '/sop', tab: 'decisions' },
  takes: [],
  permission: 'sop:read',
  tell: async ({ ask, write }) => {
    const { decisions: asked, total } = await ask(sopContract.decisions, { query: { outcome: 'open' } })
    return {
      says: total === 0 ? 'No decision is asked for.' : `${write.counted(total, 'decision waits', 'decisions wait')}.`,
      ...table(asked, {
        columns: [
          { header: 'Question', cell: ({ question }) => question },
          { header: 'Owner', cell: ({ owner }) => owner?.name ?? 'nobody' },
          { header: 'By', cell: ({ deadlineOn }) => write.day(deadlineOn) },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ cycleId }) => `/sop?${new URLSearchParams({ cycle: cycleId, tab: 'decisions' })}`,
        count: total,
      }),
    }
  },
}

export const sopViews: readonly DigestView[] = [cycle, decisions]
