import type { Mount } from '#platform/http/mount.ts'
import { addPipeline, addStage, changeStage, renamePipeline } from './change.tx.ts'
import { stagesContract } from './contract.ts'
import { mergeStage, unmergeStage } from './merge.tx.ts'
import { pipelines } from './stages.sql.ts'

/** Pipelines and their stages. */
export function stagesRoutes(mount: Mount): void {
  mount(stagesContract.listPipelines, async ({ workspace, scope }) => ({
    pipelines: await pipelines(workspace.db, scope),
  }))

  mount(stagesContract.addPipeline, async ({ work, body }) => ({ id: await addPipeline(work, body) }))

  mount(stagesContract.renamePipeline, async ({ work, params, body }) => {
    await renamePipeline(work, { id: params.id, name: body.name })
    return { id: params.id }
  })

  mount(stagesContract.addStage, async ({ work, params, body }) => ({
    id: await addStage(work, { pipelineId: params.id, stage: body }),
  }))

  mount(stagesContract.mergeStage, ({ work, params, body }) => mergeStage(work, { id: params.id, into: body.into }))

  mount(stagesContract.unmergeStage, ({ work, params }) => unmergeStage(work, params.id))

  mount(stagesContract.changeStage, async ({ work, params, body }) => {
    await changeStage(work, { id: params.id, changes: body })
    return { id: params.id }
  })
}
