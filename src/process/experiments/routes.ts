import type { Mount } from '#platform/http/mount.ts'
import { refusal } from '#platform/http/refusal.ts'
import { experimentsContract } from './contract.ts'
import {
  type Arm,
  alwaysValid,
  armOf,
  differenceInDifferences,
  minimalDetectableEffect,
  neededPerArm,
  verdictOf,
} from './experiments.ts'

const assumptions = [
  'Without the change, the treated would have moved as the others did (parallel trends).',
  'Nothing else happened to only one of the two groups in the same time.',
  'What was changed for the treated did not reach the others.',
  'The cases are independent of each other.',
]

/** Experiments over HTTP. */
export function experimentsRoutes(mount: Mount): void {
  mount(experimentsContract.plan, async ({ body: { perArm, effect, ...given } }) => {
    if (perArm === undefined && effect === undefined)
      throw refusal(400, {
        code: 'nothing-asked',
        message: 'Neither perArm nor effect is given.',
        wayOut: 'Send perArm to learn the minimal detectable effect, or effect to learn how many are needed.',
      })
    return {
      minimalDetectableEffect: perArm === undefined ? null : minimalDetectableEffect({ ...given, perArm }),
      perArm: effect === undefined ? null : neededPerArm({ ...given, effect }),
    }
  })
  mount(experimentsContract.evaluate, async ({ body }) => {
    const [control, treatment] = [measured(body.control), measured(body.treatment)]
    const found = alwaysValid({ control, treatment, confidence: body.confidence, planned: 2 * body.plannedPerArm })
    const verdict = verdictOf(found, body.higherIsBetter)
    return {
      difference: treatment.mean - control.mean,
      low: found?.low ?? null,
      high: found?.high ?? null,
      verdict,
      says: wordsFor(verdict, body.confidence),
    }
  })
  mount(experimentsContract.differenceInDifferences, async ({ body: { confidence, ...arms } }) => ({
    ...differenceInDifferences({
      confidence,
      treatedBefore: measured(arms.treatedBefore),
      treatedAfter: measured(arms.treatedAfter),
      otherBefore: measured(arms.otherBefore),
      otherAfter: measured(arms.otherAfter),
    }),
    assumptions,
  }))
}

function measured(given: readonly number[] | Arm): Arm {
  return 'n' in given ? given : armOf(given)
}

function wordsFor(verdict: ReturnType<typeof verdictOf>, confidence: number): string {
  if (verdict === 'too few to say') return 'Each arm needs at least ten before anything is said.'
  if (verdict === 'not told apart yet')
    return 'The two arms are not told apart yet; it may run on, and it may be looked at as often as one likes.'
  return `The change is ${verdict}: zero lies outside the ${Math.round(confidence * 1000) / 10} % interval, which holds at every look.`
}
