import { dayAfterEnd, type QuotaThere, type Whose } from '../quotas/quotas.ts'
import { quotaReaders } from '../quotas/reader.io.ts'
import type { Found, ObjectReader } from '../source.ts'
import { type HubspotApi, NotAllowed } from './api.io.ts'
import { type Owner, ownersThere } from './owners.io.ts'
import { type Asked, allObjects, type HubspotObject } from './read.io.ts'

const goals: Asked = {
  type: 'goal_targets',
  properties: [
    'hs_goal_name',
    'hs_goal_type',
    'hs_target_amount',
    'hs_start_datetime',
    'hs_end_datetime',
    'hs_goal_target_currency_code',
    'hubspot_owner_id',
    'hs_assignee_user_id',
    'hs_assignee_team_id',
    'hubspot_team_id',
    'hs_kpi_unit_type',
    'hs_kpi_metric_type',
    'hs_kpi_object_type_id',
    'hs_kpi_time_period_property',
    'hs_lastmodifieddate',
  ],
}

/** Goals of people and teams: each target is a quota in money, or a goal in counts. */
export function hubspotQuotas(api: HubspotApi, given: Parameters<typeof quotaReaders>[0]): ObjectReader[] {
  const { around, found } = given
  return quotaReaders(given, {
    ...{ system: 'HubSpot', what: 'goal', object: 'goal_targets', owner: 'hubspot_owner_id' },
    async quotas() {
      const targets = await targetsThere(api, found)
      if (!targets) return null
      const owners = await ownersThere(api)
      const strange = new Map<string, string>()
      const quotas = targets.flatMap((target) => {
        const quota = quotaOf(target, { owners, currency: around.currency })
        if (typeof quota !== 'string') return [quota]
        strange.set(`${nameOf(target)} ${quota}`, `The goal "${nameOf(target)}" of HubSpot ${quota}; it stays out.`)
        return []
      })
      for (const [about, says] of strange) found.push({ kind: 'quotas left out', about, says })
      return quotas
    },
  })
}

async function targetsThere(api: HubspotApi, found: Found[]): Promise<HubspotObject[] | null> {
  const targets: HubspotObject[] = []
  try {
    for await (const { objects } of allObjects(api, goals, null))
      targets.push(...objects.filter(({ archived }) => !archived))
    return targets
  } catch (error) {
    if (!(error instanceof NotAllowed)) throw error
    const says =
      'HubSpot does not show goals to the app of this connection, so they are not read. Give the app the scope crm.objects.goals.read.'
    found.push({ kind: 'hidden object', about: 'goal_targets', says })
    return null
  }
}

function nameOf({ id, properties }: HubspotObject): string {
  return properties.hs_goal_name || `Goal ${id}`
}

/** A target as a quota, or what speaks against it. */
function quotaOf(
  target: HubspotObject,
  { owners, currency }: { owners: readonly Owner[]; currency: string },
): QuotaThere | string {
  const { id, properties } = target
  const counts = countsOf(properties)
  if (counts === undefined) return 'counts something that goals here do not count'
  const whose = whoseOf(properties, owners)
  if (!whose) return 'is for no person or team that HubSpot names'
  const { hs_start_datetime: start, hs_end_datetime: end, hs_target_amount: value } = properties
  if (!start || !end || !value) return 'has no period or no target'
  return {
    id,
    of: nameOf(target),
    whose: whose.whose,
    startsOn: start.slice(0, 10),
    endsOn: dayAfterEnd(end),
    metric: counts,
    value,
    currency: counts === null ? properties.hs_goal_target_currency_code || currency : null,
    isInactive: whose.isInactive,
  }
}

type Properties = HubspotObject['properties']

/** What a goal counts: null for money, undefined for what goals here do not count or what is not said. */
function countsOf(of: Properties): string | null | undefined {
  const { hs_kpi_object_type_id: object, hs_kpi_metric_type: metric, hs_kpi_time_period_property: by } = of
  if (of.hs_kpi_unit_type === 'currency') return object && object !== DEAL ? undefined : null
  if (!object) return of.hs_goal_type === 'sales_quota' ? null : undefined
  if (metric && metric !== 'COUNT') return undefined
  if (object === DEAL) return by === 'createdate' ? 'deals created' : by === 'closedate' ? 'deals won' : undefined
  return counted[object]
}

const DEAL = '0-3'
const counted: Readonly<Record<string, string>> = { '0-47': 'meetings held', '0-48': 'calls made' }

/** People by the owner, or by the user that the owner is; teams by their name. */
function whoseOf(of: Properties, owners: readonly Owner[]): { whose: Whose; isInactive: boolean } | undefined {
  const { hubspot_owner_id: ownerId, hs_assignee_user_id: userId } = of
  const owner = owners.find((each) => (ownerId ? each.id === ownerId : userId && String(each.userId) === userId))
  if (owner) return { whose: `person ${owner.id}`, isInactive: owner.archived === true }
  const teamId = of.hs_assignee_team_id || of.hubspot_team_id
  const team = teamId && owners.flatMap(({ teams = [] }) => teams).find((each) => each.id === teamId)
  return team ? { whose: `team ${team.name}`, isInactive: false } : undefined
}
