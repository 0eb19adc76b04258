import { type DigestView, table } from '#platform/digest-view.ts'
import { practicesContract } from './contract.ts'

/** The checks of good practice by what they would lift most. */
const checks: DigestView = {
  key: 'practices',
  title: 'Practices',
  at: { path: '/practices', tab: 'checks', isFirstTab: true },
  takes: [],
  permission: 'practices:read',
  tell: async ({ ask, write }) => {
    const { checks: all, level, composite, evidence } = await ask(practicesContract.scorecard)
    const scored = all
      .filter(({ state }) => state === 'scored')
      .toSorted((a, b) => (b.pointsToGain ?? 0) - (a.pointsToGain ?? 0))
    const rated =
      composite === null || level === null ? 'Not rated' : `Level ${level} of 5, ${write.number(composite)} of 100`
    return {
      says: `${rated}; evidence stands behind ${write.percent(evidence)} of the weight.`,
      ...table(scored, {
        columns: [
          { header: 'Check', cell: ({ number, name }) => `${number} ${name}` },
          { header: 'Score', isNumber: true, cell: ({ score }) => (score === null ? '' : write.number(score)) },
          { header: 'Owner', cell: ({ owner }) => owner?.name ?? 'nobody' },
        ],
        keyOf: ({ key }) => key,
        pathOf: ({ key }) => `/practices?check=${key}`,
      }),
    }
  },
}

/** What is to lift practice, and is open or late. */
const improvements: DigestView = {
  key: 'improvements',
  title: 'Improvements',
  at: { path: '/practices', tab: 'improvements' },
  takes: [],
  permission: 'practices:read',
  tell: async ({ ask, write }) => {
    const { improvements: all } = await ask(practicesContract.improvements)
    const open = all.filter(({ state }) => state === 'open' || state === 'late')
    const late = open.filter(({ state }) => state === 'late').length
    return {
      says: `${write.counted(open.length, 'improvement is', 'improvements are')} under way, ${write.number(late)} late.`,
      ...table(open, {
        columns: [
          { header: 'Improvement', cell: ({ title }) => title },
          { header: 'Lifts', cell: ({ checkName }) => checkName ?? '' },
          { header: 'Owner', cell: ({ ownerName }) => ownerName ?? 'nobody' },
          { header: 'Due', cell: ({ dueOn, state }) => `${write.day(dueOn)}${state === 'late' ? ', late' : ''}` },
        ],
        keyOf: ({ id }) => id,
        pathOf: () => '/practices?tab=improvements',
      }),
    }
  },
}

export const practicesViews: readonly DigestView[] = [checks, improvements]
