import { describe, expect, it } from 'vitest'
import reference from '../../../../test/reference/deal-outlook/measures.json' with { type: 'json' }
import { calibrated, chooseCalibration } from '../calibration/calibrate.ts'
import { fitIsotonic, isotonicAt } from '../calibration/isotonic.ts'
import { fitPlatt } from '../calibration/platt.ts'
import { expit, logit } from '../logit.ts'
import { randomFrom } from '../random.ts'
import { auc, brier, calibrationError, logLoss } from './measures.ts'
import { qualityOf } from './verdict.ts'

const scores = Float64Array.from(reference.probabilities, logit)

describe('measures of probabilities', () => {
  it('are those of scikit-learn, ties included', () => {
    expect(auc(reference)).toBeCloseTo(reference.auc, 12)
    expect(brier(reference)).toBeCloseTo(reference.brier, 12)
    expect(logLoss(reference)).toBeCloseTo(reference.logLoss, 12)
  })

  it('say 0.5 and no error of a constant that is right on the whole, and nothing of one class', () => {
    const outcomes = Array.from({ length: 100 }, (_, i) => (i % 4 === 0 ? 1 : 0))
    const flat = { probabilities: outcomes.map(() => 0.25), outcomes }
    expect(auc(flat)).toBe(0.5)
    expect(calibrationError(flat)).toBeCloseTo(0, 12)
    expect(auc({ probabilities: [0.2, 0.4], outcomes: [1, 1] })).toBeNaN()
  })
})

describe('calibration', () => {
  it("finds Platt's line as scikit-learn's logistic regression does", () => {
    const { intercept, slope } = fitPlatt(scores, reference.outcomes)
    expect(intercept).toBeCloseTo(reference.platt[0]!, 3)
    expect(slope).toBeCloseTo(reference.platt[1]!, 3)
  })

  it('never turns the order of deals round, by a line or by steps', () => {
    const steps = fitIsotonic(scores, reference.outcomes)
    const at = Array.from(scores).sort((a, b) => a - b)
    for (const [i, score] of at.slice(1).entries()) {
      expect(isotonicAt(steps, score)).toBeGreaterThanOrEqual(isotonicAt(steps, at[i]!))
    }
    const reversed = fitPlatt(
      scores.map((score) => -score),
      reference.outcomes,
    )
    expect(reversed.slope).toBe(0)
  })

  it('mends overconfident scores, and leaves good ones as they are', () => {
    const random = randomFrom(3)
    const truth = Float64Array.from({ length: 4000 }, () => 4 * random.uniform() - 2)
    const outcomes = truth.map((score) => (random.uniform() < expit(score) ? 1 : 0))
    expect(chooseCalibration(truth, outcomes).kind).toBe('none')
    const bold = truth.map((score) => 3 * score + 1)
    const mended = chooseCalibration(bold, outcomes)
    const probabilities = bold.map((score) => expit(calibrated(mended, score)))
    expect(calibrationError({ probabilities, outcomes })).toBeLessThan(0.02)
    expect(calibrationError({ probabilities: bold.map(expit), outcomes })).toBeGreaterThan(0.1)
  })
})

describe('the verdict', () => {
  it('is "no usable signal" for probabilities that know nothing, at least 19 times in 20', () => {
    let usable = 0
    for (let seed = 1; seed <= 60; seed++) {
      const random = randomFrom(seed)
      const outcomes = Array.from({ length: 300 }, () => (random.uniform() < 0.4 ? 1 : 0))
      const probabilities = outcomes.map(() => expit(logit(0.4) + 0.2 * (random.uniform() - 0.5)))
      if (qualityOf({ probabilities, outcomes, baseRate: 0.4, seed }).verdict === 'usable signal') usable++
    }
    expect(usable).toBeLessThanOrEqual(5)
  })

  it('counts versions of one deal as one deal', () => {
    const random = randomFrom(8)
    const groups = Array.from({ length: 600 }, (_, i) => Math.floor(i / 60))
    const outcomes = groups.map((group) => group % 2)
    const probabilities = outcomes.map((outcome) => (random.uniform() < 0.5 ? 0.5 : 0.35 + 0.3 * outcome))
    const single = qualityOf({ probabilities, outcomes, baseRate: 0.5, seed: 1 })
    const grouped = qualityOf({ probabilities, outcomes, baseRate: 0.5, groups, seed: 1 })
    expect(grouped.gain.mean).toBeCloseTo(single.gain.mean, 12)
    expect(single.verdict).toBe('usable signal')
    expect(grouped.gain.hi - grouped.gain.lo).not.toBeCloseTo(single.gain.hi - single.gain.lo, 4)
  })
})
