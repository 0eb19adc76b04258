import { type DigestView, MOST_TOLD, table, type Writing } from '#platform/digest-view.ts'
import { revenueContract } from './contract.ts'

type Outlook = { meanMinor: number; loMinor: number; hiMinor: number }

/** An expected value with its 80 % range. */
function ranged({ meanMinor, loMinor, hiMinor }: Outlook, { short, percent }: Writing): string {
  return `${short(meanMinor)} (${percent(0.8)}: ${short(loMinor)} to ${short(hiMinor)})`
}

/** The calls of the period along the team tree. */
const calls: DigestView = {
  key: 'calls',
  title: 'Calls of the team',
  at: { path: '/revenue', tab: 'calls', isFirstTab: true },
  takes: ['grain', 'method'],
  permission: 'revenue:read',
  tell: async ({ ask, search, write }) => {
    const { period, lines, total } = await ask(revenueContract.rollUp, { query: search })
    const said = total.commitMinor === null ? 'Nobody has called yet' : `Called: ${write.short(total.commitMinor)}`
    const missing = total.missing > 0 ? `; ${write.counted(total.missing, 'person has', 'people have')} not called` : ''
    const outlook = total.outlook ? ` The outlook is ${ranged(total.outlook, write)}.` : ''
    return {
      says: `${said} for ${period.label}, ${write.short(total.closedMinor)} closed${missing}.${outlook}`,
      ...table(lines, {
        columns: [
          { header: 'Person', cell: ({ name }) => name },
          { header: 'Commit', isNumber: true, cell: ({ commitMinor }) => write.money(commitMinor) },
          { header: 'Closed', isNumber: true, cell: ({ closedMinor }) => write.money(closedMinor) },
          { header: 'Open', isNumber: true, cell: ({ openMinor }) => write.money(openMinor) },
          { header: 'Quota', isNumber: true, cell: ({ quotaMinor }) => write.money(quotaMinor) },
        ],
        keyOf: ({ personId }) => personId,
        pathOf: ({ personId }) => `/revenue?person=${personId}`,
      }),
    }
  },
}

/** Where the period will land, and the deals that moved it since the Monday before. */
const outlook: DigestView = {
  key: 'outlook',
  title: 'Where the period will land',
  at: { path: '/revenue', tab: 'outlook' },
  takes: ['grain'],
  permission: 'revenue:read',
  tell: async ({ ask, search, write }) => {
    const {
      period,
      outlook: now,
      why,
      quotaMinor,
      shareOfQuota,
      chanceOfQuota,
      before,
    } = await ask(revenueContract.outlook, { query: search })
    const moves = (before?.moves ?? []).toSorted((a, b) => Math.abs(b.changeMinor) - Math.abs(a.changeMinor))
    const quota =
      quotaMinor !== null && shareOfQuota !== null && chanceOfQuota !== null
        ? ` That is ${write.percent(shareOfQuota)} of quota, which is reached with a chance of ${write.percent(chanceOfQuota)}.`
        : ''
    const earlier = before ? ` On ${write.day(before.day)} it was ${ranged(before.outlook, write)}.` : ''
    return {
      says: now ? `${period.label} is expected to book ${ranged(now, write)}.${quota}${earlier}` : (why ?? ''),
      ...table(moves, {
        columns: [
          { header: 'What moved it', cell: ({ deal }) => deal?.name ?? 'Deals not created yet' },
          { header: 'Owner', cell: ({ deal }) => deal?.ownerName ?? '' },
          { header: 'Before', isNumber: true, cell: ({ beforeMinor }) => write.money(beforeMinor) },
          { header: 'Now', isNumber: true, cell: ({ afterMinor }) => write.money(afterMinor) },
          { header: 'Change', isNumber: true, cell: ({ changeMinor }) => write.money(changeMinor) },
        ],
        keyOf: ({ deal }) => deal?.id ?? 'to come',
        pathOf: ({ deal }) => (deal ? `/crm/deals?deal=${deal.id}` : null),
      }),
    }
  },
}

/** Who is expected to call the period and has not, or not for a week. */
const missing: DigestView = {
  key: 'not-called',
  title: 'Who has not called',
  at: { path: '/revenue', tab: 'missing' },
  takes: ['grain'],
  permission: 'revenue:read',
  tell: async ({ ask, search, write }) => {
    const { period, missing: people } = await ask(revenueContract.rollUp, { query: search })
    return {
      says:
        people.length === 0
          ? `Everybody has called ${period.label}.`
          : `${write.counted(people.length, 'person has', 'people have')} not called ${period.label}, or not for a week.`,
      ...table(people, {
        columns: [
          { header: 'Person', cell: ({ name }) => name },
          { header: 'Why', cell: ({ reason }) => reason },
          { header: 'Closed', isNumber: true, cell: ({ closedMinor }) => write.money(closedMinor) },
          { header: 'Open', isNumber: true, cell: ({ openMinor }) => write.money(openMinor) },
        ],
        keyOf: ({ personId }) => personId,
        pathOf: ({ personId }) => `/revenue?person=${personId}`,
      }),
    }
  },
}

/** How good calls were, thirty days into the period. */
const accuracy: DigestView = {
  key: 'call-accuracy',
  title: 'How good calls were',
  at: { path: '/revenue', tab: 'accuracy' },
  takes: ['grain', 'covers', 'day', 'periods'],
  permission: 'revenue:read',
  tell: async ({ ask, search, write }) => {
    const { lines, day } = await ask(revenueContract.accuracy, { query: search })
    return {
      says:
        lines.length === 0
          ? 'No call of an earlier period can be held against what came.'
          : `Calls that stood on day ${write.number(day)} of earlier periods, held against what was closed.`,
      ...table(lines, {
        columns: [
          { header: 'Person', cell: ({ name }) => name },
          { header: 'Periods', isNumber: true, cell: ({ periods }) => write.number(periods) },
          { header: 'Accuracy', isNumber: true, cell: ({ accuracy: share }) => write.percent(share) },
          { header: 'Bias', isNumber: true, cell: ({ bias }) => write.percent(bias) },
          { header: 'Verdict', cell: ({ verdict }) => verdict },
        ],
        keyOf: ({ personId, covers }) => `${personId} ${covers}`,
        pathOf: ({ personId }) => `/revenue?person=${personId}`,
      }),
    }
  },
}

/** Open deals that deserve a question: due and untouched. */
const unattended: DigestView = {
  key: 'unattended-deals',
  title: 'Closing, and nobody touches them',
  at: { path: '/revenue/review' },
  takes: [],
  permission: 'revenue:read',
  tell: async ({ ask, write }) => {
    const query = { show: 'unattended', sort: 'amount', limit: MOST_TOLD }
    const { count, deals, why } = await ask(revenueContract.scoredDeals, { query })
    return {
      says:
        why ??
        `${write.counted(count, 'deal is', 'deals are')} due within two weeks or overdue, and untouched for two.`,
      ...table(deals, {
        columns: [
          { header: 'Deal', cell: ({ deal }) => deal.name },
          { header: 'Owner', cell: ({ deal }) => deal.ownerName ?? 'nobody' },
          { header: 'Amount', isNumber: true, cell: ({ deal }) => write.money(deal.companyMinor) },
          { header: 'Close date', cell: ({ deal }) => write.day(deal.expectedClose) },
          { header: 'Chance', isNumber: true, cell: ({ chance }) => write.percent(chance) },
        ],
        keyOf: ({ deal }) => deal.id,
        pathOf: ({ deal }) => `/crm/deals?deal=${deal.id}`,
        count,
      }),
    }
  },
}

export const revenueViews: readonly DigestView[] = [calls, outlook, missing, accuracy, unattended]
