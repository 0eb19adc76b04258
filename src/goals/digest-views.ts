import { type DigestView, table } from '#platform/digest-view.ts'
import { goalsContract } from './contract.ts'
import type { Attainment, AttainmentLine } from './schema.ts'

/** Lines of a period by the gap that is left, the largest first. */
function attainmentView(given: {
  key: string
  title: string
  tab: string
  isFirstTab?: true
  linesOf: (attainment: Attainment) => AttainmentLine[]
}): DigestView {
  const { key, title, tab, isFirstTab, linesOf } = given
  return {
    key,
    title,
    at: { path: '/goals', tab, ...(isFirstTab && { isFirstTab }) },
    takes: ['grain'],
    permission: 'goals:read',
    tell: async ({ ask, search, write }) => {
      const attainment = await ask(goalsContract.attainment, { query: { ...search } })
      const lines = linesOf(attainment).toSorted((a, b) => (b.gapMinor ?? -Infinity) - (a.gapMinor ?? -Infinity))
      const { period, elapsed, company } = attainment
      const passed = `${write.percent(elapsed)} of ${period.label} has passed.`
      return {
        says: company
          ? `${write.short(company.closedMinor)} closed${company.attainment === null ? '; the company has no quota' : `, ${write.percent(company.attainment)} of quota`}. ${passed}`
          : passed,
        ...table(lines, {
          columns: [
            { header: 'Name', cell: ({ name }) => name },
            { header: 'Quota', isNumber: true, cell: ({ quotaMinor }) => write.money(quotaMinor) },
            { header: 'Closed', isNumber: true, cell: ({ closedMinor }) => write.money(closedMinor) },
            { header: 'Attainment', isNumber: true, cell: ({ attainment: share }) => write.percent(share) },
            { header: 'Gap', isNumber: true, cell: ({ gapMinor }) => write.money(gapMinor) },
          ],
          keyOf: ({ subjectKind, subjectId }) => `${subjectKind} ${subjectId}`,
          pathOf: ({ subjectKind, subjectId }) => `/goals?line=${subjectKind}.${subjectId ?? ''}`,
        }),
      }
    },
  }
}

export const goalsViews: readonly DigestView[] = [
  attainmentView({
    key: 'attainment',
    title: 'Attainment by person',
    tab: 'people',
    isFirstTab: true,
    linesOf: ({ people }) => people,
  }),
  attainmentView({ key: 'attainment-teams', title: 'Attainment by team', tab: 'teams', linesOf: ({ teams }) => teams }),
  attainmentView({
    key: 'attainment-territories',
    title: 'Attainment by territory',
    tab: 'territories',
    linesOf: ({ territories }) => territories,
  }),
  attainmentView({
    key: 'attainment-families',
    title: 'Attainment by family',
    tab: 'families',
    linesOf: ({ families }) => families,
  }),
]
