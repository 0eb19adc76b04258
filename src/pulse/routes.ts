import { instantIn } from '#company/local-time.ts'
import { companyToday, readCompany } from '#company/profile.sql.ts'
import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { drivers } from './bank/bank.ts'
import { pulseContract } from './contract.ts'
import { closeRound } from './results/close.tx.ts'
import { movedSince } from './results/moved.ts'
import { enpsTrend, publishedOf } from './results/results.sql.ts'
import { launchRound } from './rounds/launch.tx.ts'
import { cellsIn, openFor, questionsOf, resultsOf, roundById, rounds, tokensOf } from './rounds/rounds.sql.ts'
import { questions, surveys } from './surveys.sql.ts'
import { addQuestion, addSurvey, endSurvey, raiseThresholds } from './surveys.tx.ts'
import { talkRoutes } from './talk/routes.ts'
import { countAnswer } from './tokens/answer.tx.ts'
import { holderOf, issueToken, newCodes } from './tokens/issue.tx.ts'
import { wishRoutes } from './wishes/routes.ts'
import { workedRoutes } from './worked/routes.ts'

/** Surveys, their rounds, tokens, answers and results. */
export function pulseRoutes(mount: Mount): void {
  surveyRoutes(mount)
  roundRoutes(mount)
  tokenRoutes(mount)
  resultRoutes(mount)
  talkRoutes(mount)
  wishRoutes(mount)
  workedRoutes(mount)
}

function surveyRoutes(mount: Mount): void {
  mount(pulseContract.questions, async ({ workspace }) => ({
    questions: await questions(workspace.db),
    drivers: Object.entries(drivers).map(([id, words]) => ({ id, ...words })),
  }))
  mount(pulseContract.addQuestion, ({ work, body }) => addQuestion(work, body))
  mount(pulseContract.surveys, async ({ workspace }) => ({ surveys: await surveys(workspace.db) }))
  mount(pulseContract.addSurvey, ({ work, body }) => addSurvey(work, body))
  mount(pulseContract.endSurvey, ({ work, params }) => endSurvey(work, params.id))
  mount(pulseContract.raise, ({ work, params, body }) => raiseThresholds(work, params.id, body))
  mount(pulseContract.launch, async ({ work, params, workspace: { db, clock } }) =>
    launchRound(work, { surveyId: params.id, day: await companyToday(db, clock()) }),
  )
}

function roundRoutes(mount: Mount): void {
  mount(pulseContract.rounds, async ({ workspace: { db, clock }, query }) => ({
    rounds: await rounds(db, { ...query, now: clock() }),
  }))
  mount(pulseContract.survey, async ({ workspace: { db, clock }, params: { id } }) => {
    const round = await roundById(db, { id, now: clock() })
    const cells = await cellsIn(db, id)
    const { survey, scale, k, commentK, opensAt, closesAt, state } = round
    const { name: company } = await readCompany(db)
    const terms = { id, survey, company, scale, k, commentK, opensAt, closesAt, state }
    return { ...terms, questions: await questionsOf(db, id), cells: cells.map(({ unitKey: _, ...cell }) => cell) }
  })
  mount(pulseContract.mine, async ({ workspace: { db, clock }, user }) => {
    const now = clock()
    const open = user.personId ? await openFor(db, { personId: user.personId, now }) : []
    const here = open.filter(
      ({ timeZone, day, openHour: hour }) => instantIn({ timeZone, day, hour }) <= now.toISOString(),
    )
    return {
      rounds: here.map(({ id, survey, questions, closesAt, cellId }) => ({ id, survey, questions, closesAt, cellId })),
    }
  })
  mount(pulseContract.codes, async ({ work, params, body }) => ({
    codes: await newCodes(work, { roundId: params.id, ...body }),
  }))
}

function tokenRoutes(mount: Mount): void {
  mount(pulseContract.token, async ({ work, user, params, body }) => {
    if (!user.personId)
      throw refusal(403, {
        code: 'no-person',
        message: 'Your login belongs to no person, so you are not asked.',
        wayOut: 'Let an owner link your login to a person under Settings.',
      })
    return issueToken(work, {
      roundId: params.id,
      personId: user.personId,
      blinded: Buffer.from(body.blinded, 'base64url'),
    })
  })
  mount(pulseContract.tokenByCode, async ({ work, body: { code, blinded } }) => {
    const { cellId, ...holder } = await holderOf(work, code)
    if (!blinded) return { roundId: holder.roundId, cellId, signature: null }
    const issued = await issueToken(work, { ...holder, blinded: Buffer.from(blinded, 'base64url') })
    return { roundId: holder.roundId, ...issued }
  })
  mount(pulseContract.answer, ({ work, body }) => countAnswer(work, body))
}

function resultRoutes(mount: Mount): void {
  mount(pulseContract.close, async ({ work, params }) => {
    await closeRound(work, params.id)
    return { closed: true as const }
  })
  mount(pulseContract.results, async ({ workspace: { db, clock }, params: { id } }) => {
    const round = await roundById(db, { id, now: clock() })
    const results = await resultsOf(db, id)
    const before = results ? await publishedOf(db, { surveyId: round.surveyId, before: round.day }) : []
    const moved = results
      ? movedSince(
          results,
          before.map((each) => each.results),
        )
      : []
    return { round, results, moved, previousOn: before[0]?.day ?? null }
  })
  mount(pulseContract.trend, async ({ workspace, params }) => ({ points: await enpsTrend(workspace.db, params.id) }))
  mount(pulseContract.audit, async ({ workspace: { db, clock }, params: { id } }) => {
    const round = await roundById(db, { id, now: clock() })
    const results = await resultsOf(db, id)
    const { issued, hashes, keys } = await tokensOf(db, id)
    const cells = await cellsIn(db, id)
    return {
      state: round.state,
      eligible: round.eligible,
      issued: results && issued,
      redeemed: results && hashes.length,
      keysDestroyed: keys === 0,
      cells: cells.map(({ name, eligible, fingerprint }) => ({ name, eligible, fingerprint })),
      suppressed: results?.suppressed ?? [],
      checked: results?.checked ?? null,
      tokens: results && hashes,
    }
  })
}
