import { type DigestView, table } from '#platform/digest-view.ts'
import { processContract } from './contract.ts'
import { pushesContract } from './pushes/contract.ts'

/** Where shortening a stage would bring most this quarter. */
const levers: DigestView = {
  key: 'where-to-push',
  title: 'Where to push',
  at: { path: '/process/where-to-push' },
  takes: ['days'],
  permission: 'process:read',
  tell: async ({ ask, search, write }) => {
    const { levers: found, why, periodLabel } = await ask(pushesContract.levers, { query: search })
    return {
      says:
        why ??
        (found.length === 0
          ? `Shortening no stage would bring more in ${periodLabel}.`
          : `What shortening a stage would bring in ${periodLabel}, by a simulation on the deal outlook.`),
      ...table(found, {
        columns: [
          { header: 'Stage', cell: ({ stageName }) => stageName },
          { header: 'Team', cell: ({ teamName }) => teamName },
          { header: 'Days shorter', isNumber: true, cell: ({ days }) => write.number(days) },
          { header: 'Would bring', isNumber: true, cell: ({ gainMinor }) => write.money(gainMinor) },
          {
            header: 'Range (80%)',
            isNumber: true,
            cell: ({ lowMinor, highMinor }) => `${write.short(lowMinor)} to ${write.short(highMinor)}`,
          },
        ],
        keyOf: ({ stageId, teamId }) => `${stageId} ${teamId}`,
        pathOf: () => '/process/where-to-push',
      }),
    }
  },
}

/** How deals deviate from the stages of their pipeline. */
const conformance: DigestView = {
  key: 'conformance',
  title: 'Deals beside the process',
  at: { path: '/process', tab: 'conformance' },
  takes: ['from', 'to', 'ownerId', 'teamId', 'territoryId', 'pipelineId'],
  permission: 'process:read',
  tell: async ({ ask, search, write }) => {
    const asked = { params: { log: 'deals' }, query: search }
    const { cases, fitting, fitness, deviations } = await ask(processContract.conformance, asked)
    return {
      says:
        fitness === null
          ? 'There are no deals to hold against the process.'
          : `${write.number(fitting)} of ${write.counted(cases, 'deal')} went through the stages as meant, ${write.percent(fitness)}.`,
      ...table(deviations, {
        columns: [
          { header: 'Deviation', cell: ({ kind }) => kind },
          { header: 'Stage', cell: ({ activity }) => activity },
          { header: 'Deals', isNumber: true, cell: ({ cases: deals }) => write.number(deals) },
          { header: 'Amount', isNumber: true, cell: ({ amount }) => write.money(amount) },
        ],
        keyOf: ({ kind, activity }) => `${kind} ${activity}`,
        pathOf: () => '/process?tab=conformance',
      }),
    }
  },
}

export const processViews: readonly DigestView[] = [levers, conformance]
