import type { Mount } from '#platform/http/mount.ts'
import { peopleNamed } from '../rules/rules.sql.ts'
import { approvalsNow } from './approvals.sql.ts'
import { answerApproval, askApproval } from './change.tx.ts'
import { approvalsContract } from './contract.ts'

/** The discount desk over HTTP. */
export function approvalsRoutes(mount: Mount): void {
  mount(
    approvalsContract.approvals,
    async ({ workspace: { db, clock }, scope, query: { dealId, state, limit, offset } }) => {
      const all = await approvalsNow(db, scope, { dealId, now: clock() })
      const page = all.filter((each) => state === undefined || each.state === state).slice(offset, offset + limit)
      const names = await peopleNamed(
        db,
        page.flatMap(({ mayAnswer }) => mayAnswer),
      )
      return {
        approvals: page.map(({ terms: _, level: __, ruleId: ___, mayAnswer, ...each }) => ({
          ...each,
          waitsFor: mayAnswer.map((id) => names.get(id) ?? 'somebody'),
          mayAnswer: scope.personId !== null && mayAnswer.includes(scope.personId),
        })),
      }
    },
  )
  mount(approvalsContract.ask, ({ work, scope, body }) => askApproval(work, scope, body))
  mount(approvalsContract.answer, ({ work, scope, params: { id }, body }) =>
    answerApproval(work, scope, { id, ...body }),
  )
}
