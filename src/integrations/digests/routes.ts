import { chatHostOf } from '#actions/chat.io.ts'
import type { Mount } from '#platform/http/mount.ts'
import { notFound } from '#platform/http/refusal.ts'
import { addDigest, changeDigest, endDigest, receiveDigest, restoreDigest } from './change.tx.ts'
import { digestsContract } from './contract.ts'
import { digestsOf, logins, outgoing } from './digests.sql.ts'
import { sendDigest } from './send.io.ts'
import { digestViewsOf, mayHave, tellParts } from './tell.io.ts'

/** Views that are sent again and again. */
export function digestRoutes(mount: Mount): void {
  mount(digestsContract.digestViews, async ({ workspace, permissions }) => ({
    views: digestViewsOf(workspace)
      .filter((view) => mayHave(view, permissions))
      .map(({ key, title, at, takes }) => ({
        ...{ view: key, title, path: at.path, tab: at.tab ?? null, isFirstTab: at.isFirstTab ?? false },
        takes: [...takes],
      })),
  }))
  mount(digestsContract.digestLogins, async ({ workspace }) => ({
    logins: (await logins(workspace.db)).map(({ role, ...login }) => ({
      ...login,
      role: workspace.roles[role]?.name ?? role,
    })),
  }))
  mount(digestsContract.digests, async ({ workspace, scope }) => ({
    canMail: workspace.smtpUrl !== null,
    chatHost: await chatHostOf(workspace.db, scope.userId),
    digests: await digestsOf(workspace.db, scope.userId),
  }))
  mount(digestsContract.addDigest, ({ work, scope: { userId }, permissions, body }) =>
    addDigest(work, { userId, permissions }, body),
  )
  mount(digestsContract.changeDigest, async ({ work, scope: { userId }, permissions, params, body }) => {
    await changeDigest(work, { userId, permissions }, { ...params, ...body })
    return params
  })
  mount(digestsContract.endDigest, async ({ work, scope: { userId }, params }) => {
    await endDigest(work, { userId, ...params })
    return params
  })
  mount(digestsContract.restoreDigest, async ({ work, scope: { userId }, params }) => {
    await restoreDigest(work, { userId, ...params })
    return params
  })
  mount(digestsContract.receiveDigest, async ({ work, scope: { userId }, params, body }) => {
    await receiveDigest(work, { userId, ...params, ...body })
    return params
  })
  mount(digestsContract.sendDigest, async ({ workspace, scope: { userId }, params }) => {
    const [one] = await outgoing(workspace.db, { ...params, userId })
    if (!one) throw notFound('digest', params.id)
    const { arrivedBy, problem } = await sendDigest(workspace, one, { evenSame: true })
    const answer = [...arrivedBy.map((where) => `Sent to ${where}.`), ...(problem ? [problem] : [])].join(' ')
    return { arrived: problem === null && arrivedBy.length > 0, answer: answer || 'It comes to you by neither way.' }
  })
  mount(digestsContract.previewDigest, async ({ workspace, permissions, ask, body }) => {
    const parts = await tellParts(workspace, { permissions, ask }, body.parts)
    return {
      parts: parts.map(({ search: _, rows, columns, ...part }) => ({
        ...part,
        columns: [...columns],
        rows: [...rows],
      })),
    }
  })
}
