import { z } from 'zod'
import { PlannedDay } from '#goals/schema.ts'
import { endpoint } from '#platform/http/contract.ts'
import { improvementsContract } from './improvements/contract.ts'
import {
  AssignedPart,
  Behind,
  Bounds,
  CheckKey,
  PartName,
  Rating,
  RoleLine,
  RoleName,
  RolePage,
  Scorecard,
  ScoredCheck,
  ThresholdVersion,
  TrendPoint,
} from './schema.ts'

const read = { method: 'get', permission: 'practices:read' } as const
const edit = { method: 'put', permission: 'practices:edit' } as const
const ofCheck = z.object({ key: CheckKey })

/** Everything practices answers, below /api/practices. */
export const practicesContract = {
  ...improvementsContract,
  scorecard: endpoint({
    ...read,
    path: '/api/practices/scorecard',
    summary:
      'The health score: 28 checks of good practice, each scored 0 (red) to 100 (green) from the data as of a day, the weighted composite, the level 1 to 5, and the share of evidence.',
    query: z.object({ asOf: PlannedDay.optional() }),
    reply: Scorecard,
  }),
  check: endpoint({
    ...read,
    path: '/api/practices/checks/{key}',
    summary: 'One check with the rows behind it, six months of its value and score, and the versions of its bounds.',
    params: ofCheck,
    query: z.object({ asOf: PlannedDay.optional() }),
    reply: z.object({
      check: ScoredCheck,
      behind: z.array(Behind),
      trend: z.array(TrendPoint),
      versions: z.array(ThresholdVersion),
    }),
  }),
  setBounds: endpoint({
    ...edit,
    path: '/api/practices/checks/{key}/bounds',
    summary:
      'Set from which value on a check, or what it asks besides (ofSecond), is green and red; null restores the default.',
    params: ofCheck,
    body: z.object({ bounds: Bounds.nullable(), ofSecond: z.boolean().default(false) }),
    reply: z.object({ key: CheckKey }),
  }),
  setExemption: endpoint({
    ...edit,
    path: '/api/practices/checks/{key}/exemption',
    summary: 'Say that a check does not apply here, and why; null lets it apply again.',
    params: ofCheck,
    body: z.object({ because: z.string().trim().min(1, 'Say why it does not apply.').max(1000).nullable() }),
    reply: z.object({ key: CheckKey }),
  }),
  roles: endpoint({
    ...read,
    path: '/api/practices/roles',
    summary:
      'Roles of a sales organisation, their parts in each check (responsible, accountable, consulted, informed), and the team suggested for a number of reps.',
    query: z.object({ reps: z.coerce.number().int().min(0).max(100_000).optional() }),
    reply: z.object({
      roles: z.array(RoleLine),
      assigned: z.array(AssignedPart),
      reps: z.number().int(),
      suggested: z.array(RoleName),
    }),
  }),
  role: endpoint({
    ...read,
    path: '/api/practices/roles/{role}',
    summary:
      'One role: what it owns, the rights of the logins that have it, the checks it is measured by with their scores, and what it does every day, week, month, quarter and year.',
    params: z.object({ role: RoleName }),
    reply: RolePage,
  }),
  assign: endpoint({
    ...edit,
    path: '/api/practices/checks/{key}/parts/{role}',
    summary: 'Give a role a part in a check; null takes it away.',
    params: ofCheck.extend({ role: RoleName }),
    body: z.object({ part: PartName.nullable() }),
    reply: z.object({ key: CheckKey }),
  }),
  workedHealthScore: endpoint({
    method: 'post',
    permission: 'practices:read',
    path: '/api/practices/worked/health-score',
    summary:
      'The health score of a case of your own: each check with its value (null: no evidence), bounds, weight and whether it is critical; answers scores, composite, evidence, level and points to gain.',
    body: z.object({
      checks: z
        .array(
          z.object({
            name: z.string().max(200),
            value: z.number().nullable(),
            green: z.number(),
            red: z.number(),
            critical: z.boolean().default(false),
            /** 2 for a critical check and 1 for the others, when left out. */
            weight: z.number().positive().max(1000).optional(),
            applies: z.boolean().default(true),
          }),
        )
        .min(1)
        .max(500),
    }),
    reply: Rating.extend({
      checks: z.array(
        z.object({ name: z.string(), score: z.number().nullable(), pointsToGain: z.number().nullable() }),
      ),
    }),
  }),
}
