import { sql } from 'kysely'
import type { z } from 'zod'
import { notFound } from '../http/refusal.ts'
import { newId } from '../ids.ts'
import { transact, type Work } from '../transaction.ts'
import type { View, viewsContract } from './contract.ts'
import { viewsOf } from './views.sql.ts'

type Saved = z.output<(typeof viewsContract.saveView)['body']>

/** Saves a view of a user's own under its name, in place of one of the same name. */
export async function saveView(work: Work, userId: string, view: Saved): Promise<View> {
  return transact(work, async ({ tx, now, audit }) => {
    const { screen, name, search, layout, isShared } = view
    const { rows } = await sql<{ id: string }>`
      insert into platform.view (id, screen, name, owner_id, is_shared, search, layout, saved_at)
      values (${newId()}, ${screen}, ${name}, ${userId}, ${isShared}, ${JSON.stringify(search)}, ${JSON.stringify(layout)}, ${now})
      on conflict (screen, owner_id, name) do update
        set is_shared = excluded.is_shared, search = excluded.search, layout = excluded.layout, saved_at = excluded.saved_at
      returning id`.execute(tx)
    const { id } = rows[0]!
    // What people call it may name somebody, whom an erasure could not take out of the audit.
    const summary = `Saved a view of ${screen}${isShared ? ', shared with everybody' : ''}`
    await audit({ command: 'views.save', noun: 'view', subjectId: id, summary, after: { screen, layout, isShared } })
    const [saved] = await viewsOf(tx, { screen, userId, id })
    return saved!
  })
}

/** Removes a view of a user's own. */
export async function removeView(work: Work, userId: string, id: string): Promise<void> {
  await transact(work, async ({ tx, audit }) => {
    const { rows } = await sql<{ screen: string }>`
      delete from platform.view where id = ${id} and owner_id = ${userId} returning screen`.execute(tx)
    const [removed] = rows
    if (!removed) throw notFound('view', id)
    const summary = `Removed a view of ${removed.screen}`
    await audit({ command: 'views.remove', noun: 'view', subjectId: id, summary, before: removed })
  })
}
