import { z } from 'zod'
import { Day, Decimal, endpoint, Id, Instant } from '#platform/http/contract.ts'
import { Category, Outcome } from '../deals/contract.ts'

export const Stage = z.object({
  id: Id,
  name: z.string(),
  position: z.number(),
  outcome: Outcome,
  forecastCategory: Category,
  /** The share of deals in this stage that is taken to be won, 0 to 1, exact. */
  probability: Decimal,
  /** What was taken before, newest first, each until the day before the next one held. */
  probabilities: z.array(z.object({ probability: Decimal, until: Day })),
  deals: z.number(),
  /** The stage that it was merged into: it takes no deals any more; the past keeps its name. */
  mergedInto: Id.nullable(),
  mergedAt: Instant.nullable(),
})
export type Stage = z.infer<typeof Stage>

export const Pipeline = z.object({ id: Id, name: z.string(), stages: z.array(Stage) })
export type Pipeline = z.infer<typeof Pipeline>

const Probability = z
  .string()
  .regex(/^(0(\.\d{1,4})?|1(\.0{1,4})?)$/, 'A probability lies between 0 and 1, with at most four decimals.')
const Name = z.string().trim().min(1).max(120)

export const stagesContract = {
  listPipelines: endpoint({
    method: 'get',
    path: '/api/crm/pipelines',
    permission: 'crm:read',
    summary: 'The pipelines and their stages in order, with the deals in each that you can see.',
    reply: z.object({ pipelines: z.array(Pipeline) }),
  }),
  addPipeline: endpoint({
    method: 'post',
    path: '/api/crm/pipelines',
    permission: 'company:edit',
    summary: 'Add a pipeline.',
    body: z.object({ name: Name }),
    reply: z.object({ id: Id }),
  }),
  renamePipeline: endpoint({
    method: 'patch',
    path: '/api/crm/pipelines/{id}',
    permission: 'company:edit',
    summary: 'Rename a pipeline.',
    params: z.object({ id: Id }),
    body: z.object({ name: Name }),
    reply: z.object({ id: Id }),
  }),
  addStage: endpoint({
    method: 'post',
    path: '/api/crm/pipelines/{id}/stages',
    permission: 'company:edit',
    summary: 'Add a stage at the end of a pipeline.',
    params: z.object({ id: Id }),
    body: z.object({ name: Name, outcome: Outcome, forecastCategory: Category, probability: Probability }),
    reply: z.object({ id: Id }),
  }),
  changeStage: endpoint({
    method: 'patch',
    path: '/api/crm/stages/{id}',
    permission: 'company:edit',
    summary: 'Change a stage. The category applies to deals that enter it from now on; what deals said before stays.',
    params: z.object({ id: Id }),
    body: z
      .object({
        name: Name,
        forecastCategory: Category,
        probability: Probability,
        /** The day from which the new probability holds; today when left out. What was set for later days goes. */
        probabilityFrom: Day,
        position: z.number().int().min(1),
        /** The new category holds from now on for deals in the stage too, where they held the old one. */
        alsoDeals: z.boolean(),
      })
      .partial(),
    reply: z.object({ id: Id }),
  }),
  mergeStage: endpoint({
    method: 'post',
    path: '/api/crm/stages/{id}/merge',
    permission: 'company:edit',
    summary:
      'Merge a stage into another of the same pipeline and outcome, from now on: its deals move, the past keeps the old name, files that name it lead to the other.',
    params: z.object({ id: Id }),
    body: z.object({ into: Id }),
    reply: z.object({ id: Id, deals: z.number().int() }),
  }),
  unmergeStage: endpoint({
    method: 'delete',
    path: '/api/crm/stages/{id}/merge',
    permission: 'company:edit',
    summary: 'Take a merge back: deals that were not changed since stand in the old stage again.',
    params: z.object({ id: Id }),
    reply: z.object({ id: Id, deals: z.number().int() }),
  }),
}
