import { type DigestView, MOST_TOLD, table, type Writing } from '#platform/digest-view.ts'
import { crmContract } from './contract.ts'
import { DealFilter, type DealTotals } from './deals/contract.ts'
import { LeadFilter } from './leads/contract.ts'

/** The list of deals as its filters have it. */
const deals: DigestView = {
  key: 'deals',
  title: 'Deals',
  at: { path: '/crm/deals' },
  takes: [...Object.keys(DealFilter.shape), 'sort'],
  permission: 'crm:read',
  tell: async ({ ask, search, write }) => {
    const { sort = 'amount:desc', ...filter } = search
    const [{ deals }, totals] = [
      await ask(crmContract.listDeals, { query: { ...filter, sort, limit: MOST_TOLD } }),
      await ask(crmContract.dealTotals, { query: filter }),
    ]
    return {
      says: dealsSay(totals, write),
      ...table(deals, {
        columns: [
          { header: 'Deal', cell: ({ name }) => name },
          { header: 'Account', cell: ({ accountName }) => accountName ?? '' },
          { header: 'Owner', cell: ({ ownerName }) => ownerName ?? 'nobody' },
          { header: 'Stage', cell: ({ stageName }) => stageName },
          { header: 'Amount', isNumber: true, cell: ({ amountMinor, currency }) => write.money(amountMinor, currency) },
          { header: 'Close date', cell: ({ closedOn, expectedClose }) => write.day(closedOn ?? expectedClose) },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ id }) => `/crm/deals?deal=${id}`,
        count: totals.count,
      }),
    }
  },
}

function dealsSay({ count, amountMinor, withoutAmount, unconverted, overdue }: DealTotals, write: Writing): string {
  if (count === 0) return 'No deal matches.'
  const left = [
    ...(withoutAmount > 0 ? [`${write.counted(withoutAmount, 'deal')} without an amount`] : []),
    ...unconverted.map((each) => `${write.counted(each.count, 'deal')} in ${each.currency}, which has no rate`),
  ]
  return [
    `${write.counted(count, 'deal')}, ${write.money(amountMinor)} in all.`,
    ...(left.length > 0 ? [`Left out of the sum: ${left.join(', ')}.`] : []),
    ...(overdue.count > 0 ? [`${write.number(overdue.count)} should have closed before today.`] : []),
  ].join(' ')
}

/** The list of leads as its filters have it. */
const leads: DigestView = {
  key: 'leads',
  title: 'Leads',
  at: { path: '/crm/leads', tab: 'leads', isFirstTab: true },
  takes: [...Object.keys(LeadFilter.shape), 'sort'],
  permission: 'crm:read',
  tell: async ({ ask, search, write }) => {
    const { leads, total } = await ask(crmContract.listLeads, { query: { ...search, limit: MOST_TOLD } })
    const untouched = leads.filter(({ firstTouchAt, untouchedDays }) => firstTouchAt === null && untouchedDays !== null)
    const whose = leads.length < total ? `Of the first ${write.number(leads.length)}, ` : ''
    return {
      says:
        total === 0
          ? 'No lead matches.'
          : `${write.counted(total, 'lead')}. ${whose}${write.number(untouched.length)} nobody has touched yet.`,
      ...table(leads, {
        columns: [
          { header: 'Lead', cell: ({ name }) => name },
          { header: 'Company', cell: ({ company }) => company ?? '' },
          { header: 'Source', cell: ({ source }) => source ?? '' },
          { header: 'Status', cell: ({ status }) => status },
          { header: 'Owner', cell: ({ ownerName }) => ownerName ?? 'nobody' },
          {
            header: 'Days untouched',
            isNumber: true,
            cell: ({ untouchedDays }) => (untouchedDays === null ? '' : write.number(untouchedDays)),
          },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ id }) => `/crm/leads?lead=${id}`,
        count: total,
      }),
    }
  },
}

/** Accounts as the filters of their list have it. */
const accounts: DigestView = {
  key: 'accounts',
  title: 'Accounts',
  at: { path: '/crm/accounts' },
  takes: ['search', 'industry', 'country', 'territory', 'sort'],
  permission: 'crm:read',
  tell: async ({ ask, search, write }) => {
    const { accounts, total } = await ask(crmContract.listAccounts, { query: { ...search, limit: MOST_TOLD } })
    return {
      says: total === 0 ? 'No account matches.' : `${write.counted(total, 'account')}.`,
      ...table(accounts, {
        columns: [
          { header: 'Account', cell: ({ name }) => name },
          { header: 'Industry', cell: ({ industry }) => industry ?? '' },
          { header: 'Territory', cell: ({ territoryName }) => territoryName ?? '' },
          { header: 'Open deals', isNumber: true, cell: ({ openDeals }) => write.number(openDeals) },
          { header: 'Open', isNumber: true, cell: ({ openAmountMinor }) => write.money(openAmountMinor) },
          { header: 'Won', isNumber: true, cell: ({ wonAmountMinor }) => write.money(wonAmountMinor) },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ id }) => `/crm/accounts?account=${id}`,
        count: total,
      }),
    }
  },
}

/** Pairs that may be the same, the surest first. */
const duplicates: DigestView = {
  key: 'duplicates',
  title: 'Duplicates',
  at: { path: '/crm/duplicates' },
  takes: ['tab'],
  permission: 'crm:read',
  tell: async ({ ask, search, write }) => {
    const { pairs, total, almostCertain, noun } = await ask(crmContract.listDuplicates, { query: { noun: search.tab } })
    return {
      says:
        total === 0
          ? `No two ${noun}s seem to be the same.`
          : `${write.counted(total, `pair of ${noun}s`, `pairs of ${noun}s`)} may be the same, ${write.number(almostCertain)} almost certainly.`,
      ...table(pairs, {
        columns: [
          { header: 'One', cell: ({ a }) => a.name },
          { header: 'Other', cell: ({ b }) => b.name },
          { header: 'Certainty', cell: ({ certainty }) => certainty },
          { header: 'Why', cell: ({ evidence }) => evidence.map(({ says }) => says).join('; ') },
        ],
        keyOf: ({ a, b }) => `${a.id} ${b.id}`,
        pathOf: () => `/crm/duplicates?${new URLSearchParams(search)}`,
        count: total,
      }),
    }
  },
}

export const crmViews: readonly DigestView[] = [deals, leads, accounts, duplicates]
