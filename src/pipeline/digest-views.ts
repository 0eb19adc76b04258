import { dayAfter } from '@drumbeat/periods'
import { type Asks, type DigestView, table, type Writing } from '#platform/digest-view.ts'
import { pipelineContract, type WaterfallReply } from './contract.ts'
import { Narrowed } from './schema.ts'

/** What of the address says which deals; days of the address are not taken, so that a digest looks at its own day. */
const narrowing = Object.keys(Narrowed.shape)

type Search = Readonly<Record<string, string>>

/** Deals due in the period that runs, or all of them, as the switch of the screen says. */
function dueIn({ due, ...narrowed }: Search, today: string): Record<string, string> {
  if (due === 'all') return narrowed
  return { ...narrowed, grain: due === 'month' || due === 'year' ? due : 'quarter', on: today }
}

function waterfallOf(ask: Asks, search: Search, { today }: Writing): Promise<WaterfallReply> {
  const query = { ...dueIn(search, today), from: dayAfter(today, -7), to: today }
  return ask(pipelineContract.waterfall, { query })
}

/** What moved the open pipeline in the last seven days, step by step. */
const changes: DigestView = {
  key: 'pipeline-changes',
  title: 'What moved the pipeline',
  at: { path: '/pipeline', tab: 'changes', isFirstTab: true },
  takes: [...narrowing, 'due'],
  permission: 'pipeline:read',
  tell: async ({ ask, search, write }) => {
    const fall = await waterfallOf(ask, search, write)
    const steps = [
      { name: `Open on ${write.day(fall.from)}`, ...fall.opening, bar: 'opening' },
      ...fall.bars.filter(({ deals }) => deals > 0).map((each) => ({ name: capital(each.bar), ...each })),
      { name: `Open on ${write.day(fall.to)}`, ...fall.closing, bar: 'closing' },
    ]
    return {
      says: changesSay(fall, write),
      ...table(steps, {
        columns: [
          { header: 'Step', cell: ({ name }) => name },
          { header: 'Deals', isNumber: true, cell: ({ deals }) => write.number(deals) },
          { header: 'Amount', isNumber: true, cell: ({ amountMinor }) => write.money(amountMinor) },
        ],
        keyOf: ({ bar }) => bar,
        pathOf: ({ bar }) => `/pipeline?${new URLSearchParams({ ...search, door: `bar:${bar}` })}`,
      }),
    }
  },
}

function changesSay({ opening, closing, from, due }: WaterfallReply, { short, day, counted }: Writing): string {
  const moved = closing.amountMinor - opening.amountMinor
  const where = due?.label ? ` for ${due.label}` : ''
  const change =
    moved === 0
      ? `as much as on ${day(from)}`
      : `${short(Math.abs(moved))} ${moved > 0 ? 'more' : 'less'} than on ${day(from)}`
  const without =
    closing.withoutAmount > 0 ? ` ${counted(closing.withoutAmount, 'deal')} without an amount count 0.` : ''
  return `${short(closing.amountMinor)} is open${where} in ${counted(closing.deals, 'deal')}, ${change}.${without}`
}

/** How much of the quota that remains is covered, and how much must be. */
const coverage: DigestView = {
  key: 'pipeline-coverage',
  title: 'Coverage by owner',
  at: { path: '/pipeline', tab: 'coverage' },
  takes: [...narrowing, 'due'],
  permission: 'pipeline:read',
  tell: async ({ ask, search, write }) => {
    const query = { ...dueIn(search, write.today), by: 'owner' }
    const { segments, ...whole } = await ask(pipelineContract.coverage, { query })
    const times = (ratio: number | null) => (ratio === null ? '' : `${write.number(ratio, 1)} ×`)
    const needed = whole.required === null ? '' : `; ${times(whole.required)} would be enough, as earlier periods went`
    return {
      says:
        whole.coverage === null
          ? 'Coverage cannot be told: no quota is set for these deals, or it is reached.'
          : `The open pipeline is ${times(whole.coverage)} of what remains of the quota${needed}.`,
      ...table(segments, {
        columns: [
          { header: 'Owner', cell: ({ labels }) => labels.join(', ') },
          { header: 'Open', isNumber: true, cell: ({ open }) => write.money(open.amountMinor) },
          { header: 'Remaining', isNumber: true, cell: ({ remainingMinor }) => write.money(remainingMinor) },
          { header: 'Coverage', isNumber: true, cell: ({ coverage: covered }) => times(covered) },
        ],
        keyOf: ({ keys }) => keys.join('|'),
      }),
    }
  },
}

/** What is wrong with the data of deals. */
const quality: DigestView = {
  key: 'pipeline-quality',
  title: 'Data quality of deals',
  at: { path: '/pipeline', tab: 'quality' },
  takes: narrowing,
  permission: 'pipeline:read',
  tell: async ({ ask, search, write }) => {
    const { kinds, deals } = await ask(pipelineContract.quality, { query: search })
    const found = kinds.filter(({ openDeals }) => openDeals > 0).sort((a, b) => b.openDeals - a.openDeals)
    return {
      says:
        found.length === 0
          ? 'Nothing is wrong with the data of open deals.'
          : `${write.counted(found.length, 'kind')} of faults in open deals, of ${write.counted(deals, 'deal')} looked at.`,
      ...table(found, {
        columns: [
          { header: 'Fault', cell: ({ says }) => says },
          { header: 'Open deals', isNumber: true, cell: ({ openDeals }) => write.number(openDeals) },
          { header: 'Amount', isNumber: true, cell: ({ amountMinor }) => write.money(amountMinor) },
        ],
        keyOf: ({ kind }) => kind,
        pathOf: ({ kind }) => `/pipeline?${new URLSearchParams({ ...search, tab: 'quality', door: `fault:${kind}` })}`,
      }),
    }
  },
}

/** Open deals that have been in their stage for longer than nine in ten that left it. */
const stalled: DigestView = {
  key: 'pipeline-stages',
  title: 'Stalled deals by stage',
  at: { path: '/pipeline', tab: 'stages' },
  takes: narrowing,
  permission: 'pipeline:read',
  tell: async ({ ask, search, write }) => {
    const { stages } = await ask(pipelineContract.stages, { query: search })
    const days = (count: number | null) => (count === null ? '' : write.number(count))
    const all = stages.reduce((sum, { stalledDeals }) => sum + stalledDeals, 0)
    const worth = stages.reduce((sum, { stalledMinor }) => sum + stalledMinor, 0)
    return {
      says:
        all === 0
          ? 'No open deal is stalled.'
          : `${write.counted(all, 'open deal is', 'open deals are')} stalled in their stage, ${write.money(worth)} in all.`,
      ...table(stages, {
        columns: [
          { header: 'Stage', cell: ({ name }) => name },
          { header: 'Open', isNumber: true, cell: ({ openDeals }) => write.number(openDeals) },
          { header: 'Median days', isNumber: true, cell: ({ medianDays }) => days(medianDays) },
          { header: 'Stalled after', isNumber: true, cell: ({ stalledAfter }) => days(stalledAfter) },
          { header: 'Stalled', isNumber: true, cell: ({ stalledDeals }) => write.number(stalledDeals) },
          { header: 'Amount', isNumber: true, cell: ({ stalledMinor }) => write.money(stalledMinor) },
        ],
        keyOf: ({ stageId }) => stageId,
        pathOf: () => `/pipeline?${new URLSearchParams({ ...search, tab: 'stages' })}`,
      }),
    }
  },
}

/** Deals won and lost in the last 365 days, owner by owner. */
const rates: DigestView = {
  key: 'win-rates',
  title: 'Win rates by owner',
  at: { path: '/pipeline', tab: 'rates' },
  takes: narrowing,
  permission: 'pipeline:read',
  tell: async ({ ask, search, write }) => {
    const measures = 'won,lost,won-amount,win-rate,win-rate-value'
    const asked = { ...search, measures, by: 'owner', from: dayAfter(write.today, -365), sort: 'won-amount:desc' }
    const { segments, whole } = await ask(pipelineContract.measures, { query: asked })
    const rate = whole['win-rate'] ?? null
    return {
      says:
        rate === null
          ? 'No deal was closed in the last 365 days.'
          : `${write.percent(rate)} of the deals closed in the last 365 days were won, ${write.percent(whole['win-rate-value'] ?? null)} of their value.`,
      ...table(segments, {
        columns: [
          { header: 'Owner', cell: ({ labels }) => labels.join(', ') },
          { header: 'Won', isNumber: true, cell: ({ values }) => write.number(values.won ?? 0) },
          { header: 'Lost', isNumber: true, cell: ({ values }) => write.number(values.lost ?? 0) },
          { header: 'Won amount', isNumber: true, cell: ({ values }) => write.money(values['won-amount'] ?? null) },
          { header: 'Win rate', isNumber: true, cell: ({ values }) => write.percent(values['win-rate'] ?? null) },
        ],
        keyOf: ({ keys }) => keys.join('|'),
      }),
    }
  },
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export const pipelineViews: readonly DigestView[] = [changes, coverage, stalled, rates, quality]
