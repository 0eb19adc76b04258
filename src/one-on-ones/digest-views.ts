import { type DigestView, table } from '#platform/digest-view.ts'
import { oneOnOnesContract } from './contract.ts'

/** Whom of those who report to the receiver nobody met for 30 days. */
const coverage: DigestView = {
  key: 'one-on-one-coverage',
  title: 'One-on-ones',
  at: { path: '/one-on-ones', tab: 'coverage' },
  takes: [],
  permission: 'one-on-ones:coverage',
  tell: async ({ ask, write }) => {
    const { covered, eligible, share, reason, lines, windowDays } = await ask(oneOnOnesContract.coverage)
    const without = lines.filter(({ counts }) => counts === 'not covered')
    return {
      says:
        share === null
          ? (reason ?? 'Nobody is to be met.')
          : `${write.number(covered)} of ${write.counted(eligible, 'person', 'people')} had a one-on-one within ${write.number(windowDays)} days, ${write.percent(share)}.`,
      ...table(without, {
        columns: [
          { header: 'Without one', cell: ({ name }) => name },
          { header: 'Manager', cell: ({ manager }) => manager ?? '' },
          { header: 'Last held', cell: ({ lastHeldOn }) => (lastHeldOn ? write.day(lastHeldOn) : 'never') },
        ],
        keyOf: ({ id }) => id,
        pathOf: () => '/one-on-ones?tab=coverage',
      }),
    }
  },
}

export const oneOnOnesViews: readonly DigestView[] = [coverage]
