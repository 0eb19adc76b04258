import { z } from 'zod'
import { Decimal, endpoint, Id, MinorUnits } from '#platform/http/contract.ts'
import { ConsensusCell, Month, Source, Units, ValueAdded } from '../schema.ts'

export const FamilyConsensus = z.object({
  familyId: Id,
  name: z.string(),
  units: z.number().int(),
  revenueMinor: MinorUnits,
  budgetMinor: MinorUnits.nullable(),
  signedBy: z.string().nullable(),
  /** Family-months without units or without a price: what the sums leave out. */
  without: z.number().int(),
})

export const ConsensusView = z.object({
  currency: z.string(),
  months: z.array(Month),
  canEdit: z.boolean(),
  families: z.array(FamilyConsensus),
  cells: z.array(ConsensusCell),
  valueAdded: z.array(ValueAdded),
  totals: z.array(
    z.object({
      month: Month,
      units: z.number().int(),
      revenueMinor: MinorUnits,
      budgetMinor: MinorUnits.nullable(),
      lo80: z.number().int().nullable(),
      hi80: z.number().int().nullable(),
    }),
  ),
})
export type ConsensusView = z.infer<typeof ConsensusView>

export const Against = z.enum(['last cycle', 'budget', 'last year'])
export const BridgeView = z.object({
  against: Against,
  currency: z.string(),
  openingMinor: MinorUnits,
  closingMinor: MinorUnits,
  /** Of each family: what more or fewer units bring at the old price, and what the new price brings on the new units. */
  changes: z.array(z.object({ familyId: Id, name: z.string(), volumeMinor: MinorUnits, priceMinor: MinorUnits })),
  openingUnits: z.number().int(),
  closingUnits: z.number().int(),
  /** Family-months that one of the two sides does not know. */
  leftOut: z.number().int(),
})
export type BridgeView = z.infer<typeof BridgeView>

const params = z.object({ id: Id })
const cell = { familyId: Id, month: Month }

/** The endpoints of the consensus demand. */
export const consensusContract = {
  consensus: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/consensus',
    permission: 'sop:read',
    summary:
      'Consensus demand by family and month: statistical, sales, customer and finance side by side, weighted by measured value added, with the override that stands instead; units x price = revenue.',
    params,
    query: z.object({ familyId: Id.optional(), from: Month.optional(), to: Month.optional() }),
    reply: ConsensusView,
  }),
  giveInput: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/inputs',
    permission: 'sop:contribute',
    summary:
      'Give what sales, finance or customers expect, in units by family and month; null takes a figure away. A customer stands for its share of the family in the last twelve months.',
    params,
    body: z.object({
      source: Source,
      note: z.string().max(4_000).default(''),
      cells: z
        .array(z.object({ ...cell, units: Units.nullable(), accountId: Id.nullable().default(null) }))
        .min(1)
        .max(20_000),
    }),
    reply: ConsensusView,
  }),
  setConsensus: endpoint({
    method: 'put',
    path: '/api/sop/cycles/{id}/consensus',
    permission: 'sop:contribute',
    summary: 'Set units or prices of the consensus, with the reason; null gives a cell back to the weighted figure.',
    params,
    body: z.object({
      reason: z.string().max(4_000).default(''),
      assumptionId: Id.nullable().default(null),
      cells: z
        .array(z.object({ ...cell, units: Units.nullable(), price: Decimal.nullable().optional() }))
        .min(1)
        .max(20_000),
    }),
    reply: ConsensusView,
  }),
  signFamily: endpoint({
    method: 'post',
    path: '/api/sop/cycles/{id}/families/{familyId}/signature',
    permission: 'sop:sign',
    summary: 'Sign the consensus of a family; a later change of it takes the signature away.',
    params: z.object({ id: Id, familyId: Id }),
    reply: ConsensusView,
  }),
  bridge: endpoint({
    method: 'get',
    path: '/api/sop/cycles/{id}/bridge',
    permission: 'sop:read',
    summary: 'What leads from last cycle, budget or last year to this plan: volume and price per family, to the cent.',
    params,
    query: z.object({ against: Against.default('last cycle') }),
    reply: BridgeView,
  }),
}
