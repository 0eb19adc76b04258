import { z } from 'zod'
import { Decimal, endpoint, Id, Instant, MinorUnits } from '#platform/http/contract.ts'
import { Month, Text, Units } from '../schema.ts'

export const ScenarioCell = z.object({
  familyId: Id,
  family: z.string(),
  month: Month,
  units: z.number().int().nullable(),
  price: Decimal.nullable(),
  revenueMinor: MinorUnits.nullable(),
  /** Of the plan as it stands. */
  baseUnits: z.number().int().nullable(),
  baseRevenueMinor: MinorUnits.nullable(),
  edited: z.boolean(),
})

export const ScenarioLine = z.object({
  id: Id,
  cycleId: Id,
  name: z.string(),
  madeAt: Instant,
  madeBy: z.string().nullable(),
  edits: z.number().int().describe('Family-months that differ from the plan.'),
  capacityChanges: z.number().int().describe('Resource-months whose hours differ from the plan.'),
  unitsChange: z.number().int(),
  revenueChangeMinor: MinorUnits,
  mergedAt: Instant.nullable(),
})
export type ScenarioLine = z.infer<typeof ScenarioLine>

const CapacityCell = z.object({
  resource: z.string().min(1).max(200),
  month: Month,
  share: z
    .number()
    .min(0)
    .max(10)
    .describe('Share of the hours that the supply plan has: 0.5 = half of them, 1 = as planned.'),
})

export const ScenarioView = ScenarioLine.extend({
  currency: z.string(),
  cells: z.array(ScenarioCell),
  capacity: z.array(CapacityCell).describe('What the scenario changes of the hours of resources.'),
})
export type ScenarioView = z.infer<typeof ScenarioView>

/** A cell that was changed in the plan after it was edited in the scenario. */
export const Conflict = z.object({
  familyId: Id,
  family: z.string(),
  month: Month,
  wasUnits: z.number().int().nullable(),
  planUnits: z.number().int().nullable(),
  scenarioUnits: z.number().int().nullable(),
})

export const Figures = z.object({
  currency: z.string(),
  supplyPlan: z
    .number()
    .int()
    .nullable()
    .describe('Number of the supply plan that was solved anew; null before the first.'),
  supplyReason: z.string().nullable().describe('Why there are no figures of supply; null where there are.'),
  columns: z.array(
    z.object({
      id: Id.nullable(),
      name: z.string(),
      leftOut: z
        .array(z.string())
        .describe(
          'Families or resources and months that the supply plan does not hold, so that they could not be set.',
        ),
    }),
  ),
  figures: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      unit: z.enum(['units', 'minor units', 'share', 'hours']),
      values: z
        .array(z.number().nullable())
        .describe('One value per column; the first column is the plan as it stands. Null where supply has no plan.'),
    }),
  ),
})
export type Figures = z.infer<typeof Figures>

const params = z.object({ id: Id })

/** The endpoints of scenarios: what if? */
export const scenariosContract = {
  scenarios: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/scenarios',
    permission: 'sop:read',
    summary: 'The scenarios of a cycle, with what each changes in units and money.',
    params,
    reply: z.object({ currency: z.string(), scenarios: z.array(ScenarioLine) }),
  }),
  makeScenario: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/scenarios',
    permission: 'sop:contribute',
    summary: 'Make a scenario over the plan of a cycle, or from one of its risks; it holds only what differs.',
    params,
    body: z.object({ name: Text.max(200), riskId: Id.nullable().default(null) }),
    reply: ScenarioView,
  }),
  scenario: endpoint({
    method: 'get',
    path: '/api/sop/scenarios/{id}',
    permission: 'sop:read',
    summary: 'A scenario cell by cell beside the plan.',
    params,
    query: z.object({ edited: z.enum(['true', 'false']).optional() }),
    reply: ScenarioView,
  }),
  editScenario: endpoint({
    method: 'put',
    path: '/api/sop/scenarios/{id}/cells',
    permission: 'sop:contribute',
    summary: 'Edit cells of a scenario; null gives a cell back to the plan.',
    params,
    body: z.object({
      cells: z
        .array(
          z.object({ familyId: Id, month: Month, units: Units.nullable(), price: Decimal.nullable().default(null) }),
        )
        .min(1)
        .max(20_000),
    }),
    reply: ScenarioLine,
  }),
  editCapacity: endpoint({
    method: 'put',
    path: '/api/sop/scenarios/{id}/capacity',
    permission: 'sop:contribute',
    summary:
      'Change the hours that resources have in a scenario, as a share of those in the supply plan; 1 gives a month back to the plan. The resources are those of /api/supply/plans/{id}/load.',
    params,
    body: z.object({ cells: z.array(CapacityCell).min(1).max(2_000) }),
    reply: ScenarioView,
  }),
  compareScenarios: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/scenarios/figures',
    permission: 'sop:read',
    summary:
      'Scenarios side by side with the plan: the newest supply plan solved anew for each (service, margin, cost, stock, late, lost, overtime, load), then units and revenue in all, by family, by quarter.',
    params,
    query: z.object({
      ids: z.string().optional().describe('Ids with commas between them; the newest twelve scenarios where left out.'),
    }),
    reply: Figures,
  }),
  mergeScenario: endpoint({
    method: 'post',
    path: '/api/sop/scenarios/{id}/merge',
    permission: 'sop:run',
    summary:
      'Merge a scenario into the plan, cell by cell. Cells that the plan changed meanwhile are listed as conflicts, and nothing is merged until each is resolved.',
    params,
    body: z.object({
      reason: Text,
      resolve: z
        .array(z.object({ familyId: Id, month: Month, take: z.enum(['plan', 'scenario']) }))
        .max(20_000)
        .default([]),
    }),
    reply: z.object({ merged: z.number().int(), conflicts: z.array(Conflict) }),
  }),
  endScenario: endpoint({
    method: 'delete',
    path: '/api/sop/scenarios/{id}',
    permission: 'sop:contribute',
    summary: 'Put a scenario away.',
    params,
    reply: z.object({ id: Id }),
  }),
}
