import { dayAfter, daysBetween } from '@drumbeat/periods'
import type { Dated } from '#platform/dated.ts'
import type { Need } from '#platform/need.ts'
import type { Written } from '#platform/numbers/written.ts'
import type { Renewal, Tool } from './schema.ts'

/** From this many days before the notice day on, a renewal asks for a decision. */
const SOON_DAYS = 45

/** When the contracts in use renew, by the day on which notice must be given, soonest first. */
export function renewalsOf(tools: readonly Tool[], today: string): Renewal[] {
  return tools
    .flatMap((tool): Renewal[] => {
      const { renewsOn } = tool
      if (renewsOn === null || tool.status === 'retired') return []
      const noticeBy = dayAfter(renewsOn, -(tool.noticeDays ?? 0))
      const daysToNotice = daysBetween({ from: today, to: noticeBy })
      const { id: toolId, name, costPerYearMinor, currency, activeUsers90 } = tool
      return [
        {
          toolId,
          name,
          owner: tool.owner?.name ?? null,
          renewsOn,
          noticeBy,
          daysToNotice,
          state: stateOf({ renewsOn, daysToNotice, today }),
          costPerYearMinor,
          currency,
          activeUsers90,
        },
      ]
    })
    .sort((a, b) => (a.noticeBy < b.noticeBy ? -1 : a.noticeBy > b.noticeBy ? 1 : a.name.localeCompare(b.name)))
}

/** The days on which notice must be given, for the calendar. */
export function datedRenewals(renewals: readonly Renewal[]): Dated[] {
  return renewals
    .filter(({ state }) => state !== 'renewal passed')
    .map(({ toolId, name, noticeBy, renewsOn }) => ({
      id: `${toolId}-${renewsOn}`,
      title: `${name}: last day to give notice`,
      note: `It renews on ${renewsOn}.`,
      path: '/integrations?tab=renewals',
      when: { from: noticeBy, to: noticeBy },
    }))
}

/** The renewals that wait for a decision, as attention for who keeps the tools. */
export function needsOfRenewals(
  renewals: readonly Renewal[],
  { currency, mayEdit, written }: { currency: string; mayEdit: boolean; written: Written },
): Need[] {
  return renewals
    .filter(({ state }) => state === 'soon' || state === 'notice passed')
    .map((renewal) => ({
      kind: 'renewal',
      weight: renewal.state === 'soon' ? 5 : 3,
      title: `${renewal.name} renews on ${written.day(renewal.renewsOn)}`,
      reason: `${whenOf(renewal, written)}; ${usersOf(renewal, written)}.`,
      amountMinor: renewal.currency === currency ? renewal.costPerYearMinor : null,
      action: { label: mayEdit ? 'Decide on it' : 'See the renewals', to: '/integrations?tab=renewals' },
    }))
}

function stateOf(given: { renewsOn: string; daysToNotice: number; today: string }): Renewal['state'] {
  if (given.renewsOn < given.today) return 'renewal passed'
  if (given.daysToNotice < 0) return 'notice passed'
  return given.daysToNotice <= SOON_DAYS ? 'soon' : 'later'
}

function whenOf({ state, daysToNotice, noticeBy }: Renewal, { day, number }: Written): string {
  if (state === 'notice passed') return `The day to give notice was ${day(noticeBy)}`
  return `Notice must be given by ${day(noticeBy)}, in ${number(daysToNotice)} ${daysToNotice === 1 ? 'day' : 'days'}`
}

function usersOf({ activeUsers90 }: Renewal, { number }: Written): string {
  if (activeUsers90 === null) return 'how many use it is not known'
  return activeUsers90 === 1
    ? 'one person used it within 90 days'
    : `${number(activeUsers90)} people used it within 90 days`
}
