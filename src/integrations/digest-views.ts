import { type DigestView, table } from '#platform/digest-view.ts'
import { healthContract } from './health/contract.ts'
import { toolsContract } from './tools/contract.ts'

/** The sales stack: what each tool costs and who uses it, the dearest user first. */
const tools: DigestView = {
  key: 'tools',
  title: 'Tools and what they cost',
  at: { path: '/integrations', tab: 'tools', isFirstTab: true },
  takes: [],
  permission: 'integrations:read',
  tell: async ({ ask, write }) => {
    const { tools: all } = await ask(toolsContract.tools)
    const dearest = all.toSorted((a, b) => (b.costPerActiveUserMinor ?? -1) - (a.costPerActiveUserMinor ?? -1))
    return {
      says: `${write.counted(all.length, 'tool')} in the inventory.`,
      ...table(dearest, {
        columns: [
          { header: 'Tool', cell: ({ name }) => name },
          { header: 'Owner', cell: ({ owner }) => owner?.name ?? 'nobody' },
          {
            header: 'Cost a year',
            isNumber: true,
            cell: ({ costPerYearMinor, currency }) => write.money(costPerYearMinor, currency ?? undefined),
          },
          {
            header: 'Active users',
            isNumber: true,
            cell: ({ activeUsers90 }) => (activeUsers90 === null ? 'not known' : write.number(activeUsers90)),
          },
          {
            header: 'Per active user',
            isNumber: true,
            cell: ({ costPerActiveUserMinor, currency }) => write.money(costPerActiveUserMinor, currency ?? undefined),
          },
        ],
        keyOf: ({ id }) => id,
        pathOf: ({ id }) => `/integrations?tab=tools&tool=${id}`,
      }),
    }
  },
}

/** Contracts by the last day on which notice can be given. */
const renewals: DigestView = {
  key: 'renewals',
  title: 'Renewals of tools',
  at: { path: '/integrations', tab: 'renewals' },
  takes: [],
  permission: 'integrations:read',
  tell: async ({ ask, write }) => {
    const { renewals: all } = await ask(toolsContract.renewals)
    const soon = all.filter(({ state }) => state === 'soon')
    return {
      says:
        soon.length === 0
          ? 'No notice is due soon.'
          : `${write.counted(soon.length, 'contract asks', 'contracts ask')} for a decision soon.`,
      ...table(all, {
        columns: [
          { header: 'Tool', cell: ({ name }) => name },
          { header: 'Notice by', cell: ({ noticeBy }) => write.day(noticeBy) },
          { header: 'Renews on', cell: ({ renewsOn }) => write.day(renewsOn) },
          {
            header: 'Cost a year',
            isNumber: true,
            cell: ({ costPerYearMinor, currency }) => write.money(costPerYearMinor, currency ?? undefined),
          },
        ],
        keyOf: ({ toolId }) => toolId,
        pathOf: ({ toolId }) => `/integrations?tab=renewals&tool=${toolId}`,
      }),
    }
  },
}

/** Connections that fail or have gone quiet. */
const health: DigestView = {
  key: 'health',
  title: 'Health of connections',
  at: { path: '/integrations', tab: 'health' },
  takes: [],
  permission: 'integrations:run',
  tell: async ({ ask, write }) => {
    const { lines, checked } = await ask(healthContract.health)
    return {
      says:
        lines.length === 0
          ? `All ${write.number(checked)} that were looked at work.`
          : `${write.counted(lines.length, 'thing needs', 'things need')} a look, of ${write.number(checked)}.`,
      ...table(lines, {
        columns: [
          { header: 'What', cell: ({ name }) => name },
          { header: 'State', cell: ({ state }) => state },
          { header: 'Says', cell: ({ says }) => says },
        ],
        keyOf: ({ kind, name }) => `${kind} ${name}`,
        pathOf: ({ to }) => to,
      }),
    }
  },
}

export const integrationsViews: readonly DigestView[] = [tools, renewals, health]
