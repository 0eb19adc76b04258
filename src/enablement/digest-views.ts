import { type DigestView, MOST_TOLD, table } from '#platform/digest-view.ts'
import { coursesContract } from './courses/contract.ts'
import { onboardingContract } from './onboarding/contract.ts'

/** Certificates that end soon or have ended. */
const certificates: DigestView = {
  key: 'certificates',
  title: 'Certificates',
  at: { path: '/enablement', tab: 'courses' },
  takes: [],
  permission: 'enablement:read',
  tell: async ({ ask, write }) => {
    const { certificates: all, counts } = await ask(coursesContract.certificates, { query: { limit: MOST_TOLD } })
    const ending = all.filter(({ state }) => state !== 'valid')
    return {
      says: `${write.counted(counts.valid, 'certificate is', 'certificates are')} valid, ${write.number(counts['expires soon'])} expire within 30 days, ${write.number(counts.expired)} have expired.`,
      ...table(ending, {
        columns: [
          { header: 'Person', cell: ({ person }) => person.name },
          { header: 'Certificate', cell: ({ certification }) => certification },
          { header: 'State', cell: ({ state }) => state },
          { header: 'Until', cell: ({ expiresOn }) => write.day(expiresOn) },
        ],
        keyOf: ({ person, course }) => `${person.id} ${course.id}`,
        pathOf: () => '/enablement?tab=courses',
        count: counts['expires soon'] + counts.expired,
      }),
    }
  },
}

/** How new people come along against the plan of their onboarding. */
const onboarding: DigestView = {
  key: 'onboarding',
  title: 'Onboarding',
  at: { path: '/enablement', tab: 'onboarding' },
  takes: [],
  permission: 'enablement:read',
  tell: async ({ ask, write }) => {
    const { onboardings } = await ask(onboardingContract.onboardings)
    return {
      says:
        onboardings.length === 0
          ? 'Nobody is being onboarded.'
          : `${write.counted(onboardings.length, 'person is', 'people are')} being onboarded.`,
      ...table(onboardings, {
        columns: [
          { header: 'Person', cell: ({ person }) => person.name },
          { header: 'Plan', cell: ({ plan }) => plan.name },
          { header: 'Day', isNumber: true, cell: ({ day }) => write.number(day) },
          {
            header: 'Steps done',
            isNumber: true,
            cell: ({ steps }) =>
              `${write.number(steps.filter(({ doneOn }) => doneOn).length)} of ${write.number(steps.length)}`,
          },
          { header: 'First deal', cell: ({ firstDeal }) => firstDeal.state },
          { header: 'Of plan', isNumber: true, cell: ({ ramp }) => write.percent(ramp.againstPlan) },
        ],
        keyOf: ({ id }) => id,
        pathOf: () => '/enablement?tab=onboarding',
      }),
    }
  },
}

export const enablementViews: readonly DigestView[] = [certificates, onboarding]
