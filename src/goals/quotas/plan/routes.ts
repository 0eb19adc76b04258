import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import type { Workspace } from '#platform/workspace.ts'
import { fiscalPeriod } from '../../period.ts'
import { answerQuota, assignQuotas, handOverQuota } from './change.tx.ts'
import { quotaPlanContract } from './contract.ts'
import { handOverPreview } from './hand-over.sql.ts'
import { proposedQuotas } from './proposal.ts'
import { answeredQuotas, sellersOf, targetsOf } from './sellers.sql.ts'

/** Planning of quotas over HTTP. */
export function quotaPlanRoutes(mount: Mount): void {
  mount(quotaPlanContract.proposal, async ({ workspace, scope, query }) => {
    const { db, clock } = workspace
    const period = { ...(await periodAsked(workspace, query)), now: clock() }
    const [company, sellers, known] = [
      await readCompany(db),
      await sellersOf(db, scope, period),
      await targetsOf(db, scope, period),
    ]
    const targetMinor = query.targetMinor ?? known.quota ?? Math.round(known.lastYear * 1.1)
    const targetBasis =
      query.targetMinor !== undefined
        ? ('as asked' as const)
        : known.quota !== null
          ? ('quota of the company' as const)
          : ('a tenth over last year' as const)
    const { from, to } = period
    const currentMinor = sellers.reduce((sum, { current }) => sum + (current?.amountMinor ?? 0), 0)
    return {
      currency: company.currency,
      from,
      to,
      targetMinor,
      targetBasis,
      currentMinor,
      ...proposedQuotas(sellers, { ...query, targetMinor }),
    }
  })
  mount(quotaPlanContract.assign, ({ work, body }) => assignQuotas(work, body))
  mount(quotaPlanContract.answers, async ({ workspace, scope, query }) => ({
    quotas: await answeredQuotas(workspace.db, scope, await answeredPeriod(workspace, query)),
  }))
  mount(quotaPlanContract.answer, async ({ work, scope, params: { id }, body }) => {
    await answerQuota(work, scope, { id, ...body })
    return { id }
  })
  mount(quotaPlanContract.handOverPreview, ({ workspace: { db, clock }, scope, params: { id }, query: { on } }) =>
    handOverPreview(db, scope, { id, on, now: clock() }),
  )
  mount(quotaPlanContract.handOver, ({ work, params: { id }, body }) => handOverQuota(work, { id, ...body }))
}

/** The period asked for; left out, from the running quarter, whose quotas may still wait for an answer, to the coming one. */
async function answeredPeriod(
  workspace: Workspace,
  asked: { from?: string | undefined; to?: string | undefined },
): Promise<{ from: string; to: string }> {
  const coming = await periodAsked(workspace, asked)
  if (asked.from !== undefined) return coming
  return { from: await companyToday(workspace.db, workspace.clock()), to: coming.to }
}

/** The period asked for; left out, the fiscal quarter after the running one. */
async function periodAsked({ db, clock }: Workspace, asked: { from?: string | undefined; to?: string | undefined }) {
  if (asked.from !== undefined && asked.to !== undefined) return { from: asked.from, to: asked.to }
  const company = await readCompany(db)
  const running = fiscalPeriod({ grain: 'quarter', on: await companyToday(db, clock()) }, company, company.locale)
  const next = fiscalPeriod({ grain: 'quarter', on: asked.from ?? running.nextOn }, company, company.locale)
  return { from: next.from, to: next.to }
}
