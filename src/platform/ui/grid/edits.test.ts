import { describe, expect, it } from 'vitest'
import { planCells, planPaste } from './changes.ts'
import type { Column } from './column.ts'
import { editText, readCell } from './edit.ts'
import { planFill, seriesAfter } from './fill.ts'
import { did, doAgain, takeBack } from './history.ts'
import { patchedRow, patchedWith, settled } from './patches.ts'

type Deal = { id: string; name: string; minor: number | null; close: string | null; stage: string; won: boolean }
const stages = [
  { value: 's1', label: 'Proposal' },
  { value: 's2', label: 'Won' },
]
const columns: Column<Deal>[] = [
  { id: 'name', header: 'Deal', value: (deal) => deal.name },
  {
    id: 'amount',
    header: 'Amount',
    kind: 'number',
    value: (deal) => deal.minor,
    edit: {
      kind: 'money',
      currency: () => 'USD',
      value: (deal) => deal.minor,
      apply: (deal, minor) => ({ ...deal, minor: minor as number | null }),
    },
  },
  {
    id: 'close',
    header: 'Close',
    value: (deal) => deal.close,
    edit: {
      kind: 'day',
      value: (deal) => deal.close,
      apply: (deal, close) => ({ ...deal, close: close as string | null }),
      locked: (deal) => (deal.won ? 'A won deal keeps its day.' : null),
    },
  },
  {
    id: 'stage',
    header: 'Stage',
    value: (deal) => deal.stage,
    edit: {
      kind: 'choice',
      required: true,
      choices: () => stages,
      value: (deal) => deal.stage,
      apply: (deal, stage) => ({ ...deal, stage: String(stage) }),
    },
  },
]
const deals: Deal[] = [1, 2, 3, 4].map((at) => ({
  id: `d${at}`,
  name: `Deal ${at}`,
  minor: at * 100_00,
  close: `2026-0${at}-15`,
  stage: 's1',
  won: at === 4,
}))
const rowAt = (line: number) => (deals[line] ? { row: deals[line], id: deals[line].id } : null)
const sheet = { rowAt, lines: deals.length, columns, locale: 'en-US' }
const [, amount, close, stage] = columns
const read = (text: string, column: Column<Deal> | undefined, row = deals[0]!) =>
  readCell(text, column!.edit!, { row, locale: 'en-US' })

describe('a cell', () => {
  it('reads what people type, and shows for editing what it will read back', () => {
    expect(read('$1,234.50', amount)).toMatchObject({ value: 1_234_50 })
    expect(read('12/24/2026', close)).toMatchObject({ value: '2026-12-24' })
    expect(read('won', stage)).toMatchObject({ value: 's2' })
    expect(read('', close)).toMatchObject({ value: null })
    for (const column of [amount, close, stage]) {
      const text = editText(column!.edit!, { row: deals[0]!, locale: 'en-US' })
      expect(read(text, column), text).toMatchObject({ value: column!.edit!.value(deals[0]!) })
    }
  })

  it('refuses what it cannot hold, with a way out', () => {
    expect(read('lots', amount)).toMatchObject({ kind: 'refused' })
    expect(read('', stage)).toEqual({ kind: 'refused', says: 'This cannot be empty.' })
    expect(read('Lead', stage)).toEqual({
      kind: 'refused',
      says: '“Lead” is none of the choices, such as Proposal, Won.',
    })
    expect(read('2026-01-01', close, deals[3])).toEqual({ kind: 'refused', says: 'A won deal keeps its day.' })
  })
})

describe('a paste', () => {
  const one = { top: 0, bottom: 0, left: 1, right: 1 }

  it('changes what fits and names what does not, with its row', () => {
    const plan = planPaste(
      [
        ['5', '2026-05-01'],
        ['six', '2026-06-01'],
      ],
      one,
      sheet,
    )
    expect(plan.changes.map(({ id, column, to }) => [id, column, to])).toEqual([
      ['d1', 'amount', 500],
      ['d1', 'close', '2026-05-01'],
      ['d2', 'close', '2026-06-01'],
    ])
    expect(plan.refused).toMatchObject([{ line: 1, header: 'Amount', text: 'six' }])
  })

  it('of one value fills the range; a block is repeated where the range is a multiple of it', () => {
    expect(planPaste([['7']], { ...one, bottom: 3 }, sheet).changes).toHaveLength(4)
    const two = planPaste([['7'], ['8']], { ...one, bottom: 3 }, sheet)
    expect(two.changes.map(({ to }) => to)).toEqual([700, 800, 700, 800])
  })

  it('counts the cells that lie outside the grid', () => {
    expect(planPaste([['1'], ['2'], ['3']], { ...one, top: 2, bottom: 2 }, sheet)).toMatchObject({ outside: 1 })
  })

  it('shows back what could be meant otherwise, unless its column tells how it is written', () => {
    const doubtful = planPaste([['1,500'], ['2,500']], one, sheet)
    expect(doubtful.doubtful.map((each) => each.shown())).toEqual(['$1,500.00, not $1.50', '$2,500.00, not $2.50'])
    expect(planPaste([['1,500'], ['2,500.00']], one, sheet).doubtful).toEqual([])
  })

  it('takes what was copied from the grid without a question', () => {
    const plan = planPaste([['100.00'], ['26768.05']], one, sheet)
    expect(plan).toMatchObject({ doubtful: [], refused: [] })
    expect(plan.changes).toMatchObject([{ id: 'd2', to: 26768_05 }])
  })

  it('clearing a range leaves locked and required cells as they are', () => {
    const plan = planCells({ top: 3, bottom: 3, left: 1, right: 3 }, sheet, () => '')
    expect(plan.changes).toMatchObject([{ column: 'amount', to: null }])
    expect(plan.refused.map(({ header }) => header)).toEqual(['Close', 'Stage'])
  })
})

describe('a fill', () => {
  it('goes on in the steps of its numbers and days, months on their day, and repeats what has no steps', () => {
    expect(seriesAfter([1, 2], 3)).toEqual([3, 4, 5])
    expect(seriesAfter([0.1, 0.2], 2)).toEqual([0.3, 0.4])
    expect(seriesAfter([10, 7], 2)).toEqual([4, 1])
    expect(seriesAfter([5], 2)).toEqual([5, 5])
    expect(seriesAfter([1, 2, 4], 3)).toEqual([1, 2, 4])
    expect(seriesAfter(['2026-01-31', '2026-02-28'], 1)).toEqual(['2026-03-28'])
    expect(seriesAfter(['2026-10-31', '2026-11-30'], 1)).toEqual(['2026-12-30'])
    expect(seriesAfter(['2026-01-15', '2026-02-15'], 2)).toEqual(['2026-03-15', '2026-04-15'])
    expect(seriesAfter(['2026-01-01', '2026-01-08'], 2)).toEqual(['2026-01-15', '2026-01-22'])
    expect(seriesAfter(['a', 'b'], 3)).toEqual(['a', 'b', 'a'])
  })

  it('leaves locked cells alone and goes down, up and across', () => {
    const fill = (source: object, target: object) =>
      planFill({ source, target, columns, rowAt } as never).map(({ id, column, to }) => [id, column, to])
    const cell = { top: 0, bottom: 0, left: 2, right: 2 }
    expect(fill(cell, { ...cell, bottom: 3 })).toEqual([
      ['d2', 'close', '2026-01-15'],
      ['d3', 'close', '2026-01-15'],
    ])
    const two = { top: 2, bottom: 3, left: 1, right: 1 }
    expect(fill(two, { ...two, top: 0 })).toEqual([])
    const last = { top: 3, bottom: 3, left: 1, right: 1 }
    expect(fill(last, { ...last, top: 2 })).toEqual([['d3', 'amount', 40000]])
    expect(fill({ ...cell, left: 1, right: 1 }, { ...cell, left: 1, right: 3 })).toEqual([])
  })
})

describe('undo', () => {
  it('takes steps back one by one and does them again until something new is done', () => {
    const first = did({ done: [], undone: [] }, 'a')
    const back = takeBack(did(first, 'b'))
    expect(back).toMatchObject({ step: 'b', history: { done: ['a'], undone: ['b'] } })
    expect(doAgain(back!.history)).toMatchObject({ step: 'b', history: { done: ['a', 'b'], undone: [] } })
    expect(did(back!.history, 'c')).toEqual({ done: ['a', 'c'], undone: [] })
    expect(takeBack({ done: [], undone: [] })).toBeNull()
  })
})

describe('what was typed', () => {
  const byId = new Map(columns.map((column) => [column.id, column]))
  const change = { row: deals[0]!, id: 'd1', column: 'amount', from: 100_00, to: 5 }

  it('shows until its row comes anew from the server', () => {
    const waiting = patchedWith(new Map(), [change])
    const renewed = { ...deals[0]! }
    expect(patchedRow(renewed, waiting.get('d1'), byId).minor).toBe(5)
    const answered = settled(waiting, { ids: new Set(['d1']), refused: [], latest: () => deals[0] })
    expect(patchedRow(deals[0]!, answered.get('d1'), byId).minor).toBe(5)
    expect(patchedRow(renewed, answered.get('d1'), byId).minor).toBe(100_00)
  })

  it('and its undo leave the very row that was there, with what the server says of it', () => {
    const mark: Column<Deal> = {
      ...columns[1]!,
      edit: {
        ...columns[1]!.edit!,
        apply: (deal, minor) => ({ ...deal, minor: minor as number | null, name: 'typed' }),
      },
    }
    const marked = new Map([['amount', mark]])
    const both = [change, { ...change, from: 5, to: 100_00 }].reduce(
      (patches, each) =>
        settled(patchedWith(patches, [each]), { ids: new Set(['d1']), refused: [], latest: () => deals[0] }),
      new Map() as ReturnType<typeof patchedWith<Deal>>,
    )
    expect(patchedRow(deals[0]!, both.get('d1'), marked)).toBe(deals[0])
  })

  it('leaves at once where it was refused', () => {
    const waiting = patchedWith(new Map(), [change, { ...change, column: 'stage', to: 's2' }])
    const refused = [{ id: 'd1', column: 'amount' }]
    const answered = settled(waiting, { ids: new Set(['d1']), refused, latest: () => deals[0] })
    expect(patchedRow(deals[0]!, answered.get('d1'), byId)).toMatchObject({ minor: 100_00, stage: 's2' })
  })
})
