import type { Mount } from '#platform/http/mount.ts'
import { actions } from '../actions/actions.sql.ts'
import { addAction, changeAction } from '../actions/actions.tx.ts'
import { talkContract } from './contract.ts'
import { commentsOf, threadOf } from './talk.sql.ts'
import { answerBack, hashOf, replyTo, unknownSecret } from './talk.tx.ts'

/** Comments with their talk, and actions. */
export function talkRoutes(mount: Mount): void {
  mount(talkContract.comments, async ({ workspace: { db, clock }, params }) => ({
    comments: await commentsOf(db, { roundId: params.id, now: clock() }),
  }))
  mount(talkContract.reply, ({ work, params, body }) => replyTo(work, { commentId: params.id, body: body.body }))
  mount(talkContract.thread, async ({ workspace, body }) => {
    const thread = await threadOf(workspace.db, hashOf(body.secret))
    if (!thread) throw unknownSecret()
    return { body: thread.body, lines: thread.lines }
  })
  mount(talkContract.answerBack, async ({ work, body }) => {
    await answerBack(work, body)
    return { kept: true as const }
  })
  mount(talkContract.actions, async ({ workspace, query }) => ({ actions: await actions(workspace.db, query.roundId) }))
  mount(talkContract.addAction, ({ work, params, body }) => addAction(work, { roundId: params.id, ...body }))
  mount(talkContract.changeAction, ({ work, params, body }) => changeAction(work, { id: params.id, ...body }))
}
