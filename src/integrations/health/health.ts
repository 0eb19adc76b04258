import { daysElapsed } from '@drumbeat/periods'
import type { HealthLine } from './schema.ts'

/** What is known of each connection. */
export type Connections = {
  webhooks: readonly {
    id: string
    name: string
    failing: string | null
    failingSince: string | null
    dead: number
    pausedAt: string | null
    pausedBecause: string | null
    makerClosed: boolean
  }[]
  orderSources: readonly {
    id: string
    name: string
    createdAt: string
    lastAt: string | null
    refusedLastDay: number
  }[]
  planReceivers: readonly { id: string; name: string; says: string; triedAt: string }[]
  signIns: readonly { tool: string; lastOn: string }[]
  crm: readonly {
    id: string
    name: string
    /** Of the last run, where it did not end well. */
    failing: string | null
    since: string | null
    pausedAt: string | null
    findings: number
  }[]
}

/** An order source that was silent for so many days is stale. */
const STALE_DAYS = 3
/** Sign-ins older than this no longer tell who uses a tool. */
const OLD_SIGN_INS = 45

/** What does not work or has gone quiet, the gravest first; empty when all is well. */
export function healthOf(found: Connections, { now, today }: { now: string; today: string }): HealthLine[] {
  const lines = [
    ...found.webhooks.flatMap(ofWebhook),
    ...found.orderSources.flatMap((source) => ofOrderSource(source, now)),
    ...found.planReceivers.map(
      ({ name, says, triedAt }): HealthLine => ({
        kind: 'plan not delivered',
        state: 'failing',
        name,
        says: `The last call with an approved plan failed: ${says}`,
        since: triedAt,
        to: '/sop',
      }),
    ),
    ...found.crm.flatMap(ofCrm),
    ...found.signIns.flatMap(({ tool, lastOn }) => ofSignIns({ tool, lastOn, today })),
  ]
  return lines.sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name))
}

function ofWebhook(webhook: Connections['webhooks'][number]): HealthLine[] {
  const { id, name, failing, failingSince, dead, pausedAt, pausedBecause, makerClosed } = webhook
  const line = (
    kind: HealthLine['kind'],
    state: HealthLine['state'],
    says: string,
    since: string | null,
  ): HealthLine => ({
    kind,
    state,
    name,
    says,
    since,
    to: `/integrations?tab=webhooks&webhook=${id}`,
  })
  return [
    ...(failing === null ? [] : [line('webhook failing', 'failing', failing, failingSince)]),
    ...(dead === 0
      ? []
      : [
          line(
            'dead letters',
            'failing',
            `${dead} ${dead === 1 ? 'message was' : 'messages were'} given up; replay what still matters.`,
            null,
          ),
        ]),
    ...(pausedAt === null
      ? []
      : [line('webhook paused', 'quiet', pausedBecause ?? 'Somebody paused it; what happens waits.', pausedAt)]),
    ...(makerClosed
      ? [line('webhook without maker', 'failing', 'The login of who made it is closed, so it may see nothing.', null)]
      : []),
  ]
}

function ofCrm({ id, name, failing, since, pausedAt, findings }: Connections['crm'][number]): HealthLine[] {
  const shared = { name, to: `/integrations?tab=crm&connection=${id}` }
  const notRead = pausedAt ? 'Somebody paused it; what changes there waits.' : failing
  return [
    ...(notRead === null
      ? []
      : [
          {
            ...shared,
            kind: 'CRM not read' as const,
            state: pausedAt ? ('quiet' as const) : ('failing' as const),
            says: notRead,
            since: pausedAt ?? since,
          },
        ]),
    ...(findings === 0
      ? []
      : [
          {
            ...shared,
            kind: 'CRM does not fit' as const,
            state: 'quiet' as const,
            says: `${findings === 1 ? 'One thing does' : `${findings} things do`} not fit; each says its way out.`,
            since: null,
          },
        ]),
  ]
}

function ofOrderSource(source: Connections['orderSources'][number], now: string): HealthLine[] {
  const { name, createdAt, lastAt, refusedLastDay } = source
  const days = Math.floor(daysElapsed({ from: lastAt ?? createdAt, to: now }))
  const shared = { name, to: '/demand', since: lastAt }
  return [
    ...(days < STALE_DAYS
      ? []
      : [
          {
            ...shared,
            kind: 'order source stale' as const,
            state: 'quiet' as const,
            says: lastAt
              ? `It sent no order event for ${days} days.`
              : `It never sent an order event, ${days} days after it was set up.`,
          },
        ]),
    ...(refusedLastDay === 0
      ? []
      : [
          {
            ...shared,
            kind: 'order events refused' as const,
            state: 'failing' as const,
            says: `${refusedLastDay} of its order events were refused within a day.`,
          },
        ]),
  ]
}

function ofSignIns({ tool, lastOn, today }: { tool: string; lastOn: string; today: string }): HealthLine[] {
  const days = Math.floor(daysElapsed({ from: `${lastOn}T00:00:00Z`, to: `${today}T00:00:00Z` }))
  if (days <= OLD_SIGN_INS) return []
  return [
    {
      kind: 'sign-ins old',
      state: 'quiet',
      name: tool,
      says: `The newest sign-in known of it is ${days} days old; its active users are too few until a new export is dropped.`,
      since: null,
      to: '/imports',
    },
  ]
}

function rank({ state }: HealthLine): number {
  return state === 'failing' ? 0 : 1
}
