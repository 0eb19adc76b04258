import { companyToday } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { actionById, actionsPage, ownCounts } from './actions.sql.ts'
import { aboutOf, readerOf } from './asked.ts'
import { calendarRoutes } from './calendar/routes.ts'
import { addSeenAction, changeAction, dropAction, finishSeenAction, reopenAction } from './change.tx.ts'
import { addComment, editComment, restoreComment, withdrawComment } from './comments/change.tx.ts'
import { commentsOn } from './comments/comments.sql.ts'
import { actionsContract } from './contract.ts'
import { inboxOf, unreadCount } from './inbox/notices.sql.ts'
import { markRead } from './inbox/read.tx.ts'
import { notificationsRoutes } from './notifications/routes.ts'
import { partiesNamed, partyOfReader } from './parties.sql.ts'
import { seenThing, wouldSee } from './visible.sql.ts'

/** Comments, actions and the inbox. */
export function actionsRoutes(mount: Mount): void {
  commentRoutes(mount)
  inboxRoutes(mount)
  notificationsRoutes(mount)
  calendarRoutes(mount)
  actionRoutes(mount)
}

function commentRoutes(mount: Mount): void {
  mount(actionsContract.comments, async (asked) => {
    const { noun, id, limit, offset } = asked.query
    await seenThing(readerOf(asked), { noun, id })
    return commentsOn(asked.workspace.db, { noun, id, limit, offset, me: partyOfReader(asked.scope) })
  })
  mount(actionsContract.comment, (asked) => addComment(asked.work, readerOf(asked), asked.body))
  mount(actionsContract.editComment, (asked) =>
    editComment(asked.work, readerOf(asked), { id: asked.params.id, text: asked.body.text }),
  )
  mount(actionsContract.withdrawComment, (asked) => withdrawComment(asked.work, readerOf(asked), asked.params.id))
  mount(actionsContract.restoreComment, (asked) => restoreComment(asked.work, readerOf(asked), asked.params.id))
  mount(actionsContract.parties, async (asked) => {
    const { workspace, query } = asked
    const reader = readerOf(asked)
    const about = aboutOf(query)
    if (about) await seenThing(reader, about)
    const found = await partiesNamed(workspace.db, { q: query.q.trim(), most: about ? query.limit * 3 : query.limit })
    const parties = []
    for (const { login, ...party } of found) {
      if (parties.length === query.limit) break
      if (!about || (await wouldSee({ workspace, reader }, { login, about }))) parties.push(party)
    }
    return { parties }
  })
}

function inboxRoutes(mount: Mount): void {
  mount(actionsContract.inbox, (asked) => {
    const { unread, limit, offset } = asked.query
    return inboxOf(readerOf(asked), { unreadOnly: unread === 'true', limit, offset })
  })
  mount(actionsContract.counts, async (asked) => {
    const { db, clock } = asked.workspace
    const today = await companyToday(db, clock())
    const own = await ownCounts(db, { me: partyOfReader(asked.scope), today })
    return { unread: await unreadCount(readerOf(asked)), ...own }
  })
  mount(actionsContract.markRead, async ({ work, scope, body }) => ({
    ids: await markRead(work, { me: partyOfReader(scope), ids: body.ids, read: body.read }),
  }))
}

function actionRoutes(mount: Mount): void {
  mount(actionsContract.actions, async (asked) => {
    const { owner, addedBy, late, ...query } = asked.query
    const me = partyOfReader(asked.scope)
    const { db, clock } = asked.workspace
    return actionsPage(readerOf(asked), {
      ...query,
      about: aboutOf(query),
      owner: owner === 'me' ? me : owner,
      addedBy: addedBy === 'me' ? me : addedBy,
      late: late === 'true',
      today: await companyToday(db, clock()),
    })
  })
  mount(actionsContract.addAction, (asked) => {
    const { title, ownerId, dueOn } = asked.body
    return addSeenAction(asked.work, readerOf(asked), { title, ownerId, dueOn, about: aboutOf(asked.body) })
  })
  mount(actionsContract.action, async (asked) => {
    const { db, clock } = asked.workspace
    const { id } = asked.params
    const action = await actionById(readerOf(asked), { id, today: await companyToday(db, clock()) })
    if (!action) throw notFound('action', id)
    return action
  })
  mount(actionsContract.changeAction, (asked) =>
    changeAction(asked.work, readerOf(asked), { id: asked.params.id, ...asked.body }),
  )
  mount(actionsContract.finishAction, (asked) => finishSeenAction(asked.work, readerOf(asked), asked.params.id))
  mount(actionsContract.reopenAction, (asked) => reopenAction(asked.work, readerOf(asked), asked.params.id))
  mount(actionsContract.dropAction, (asked) => dropAction(asked.work, readerOf(asked), asked.params.id))
}
