import { type Arm, alwaysValid, neededPerArm } from '#process/experiments/experiments.ts'

const RUNS = 2_000
const DAYS = 60
const PER_DAY = 10
const CONFIDENCE = 0.95

/** Looks every day at 2,000 seeded runs without an effect and 2,000 with the one planned for, beside a fixed-sample interval looked at as often. */
export async function run(): Promise<string> {
  const perArm = DAYS * PER_DAY
  const effect = 0.25
  const [none, planted] = [0, effect].map((each, nth) => looked(each, 100 + nth)) as [Seen, Seen]
  const share = (count: number) => `${((count / RUNS) * 100).toFixed(1)} %`
  return [
    `${RUNS.toLocaleString('en-US')} runs of ${DAYS} days with ${PER_DAY} per arm and day, looked at every day at ${CONFIDENCE * 100} %:`,
    `- no effect: the always-valid interval held zero at every look in ${share(RUNS - none.valid)} of runs; baseline: the fixed-sample interval in ${share(RUNS - none.fixed)}`,
    `- planted effect of ${effect} deviations (a fixed test needs ${neededPerArm({ deviation: 1, effect, confidence: CONFIDENCE, power: 0.8 })} of ${perArm} per arm for 80 % power): found in ${share(planted.valid)} of runs, on day ${planted.day.toFixed(0)} on average`,
  ].join('\n')
}

type Seen = { valid: number; fixed: number; day: number }

function looked(effect: number, seed: number): Seen {
  const next = normals(seed)
  const seen = { valid: 0, fixed: 0, day: 0 }
  for (let nth = 0; nth < RUNS; nth++) {
    const [control, treatment] = [running(), running()]
    let [valid, fixed] = [0, false]
    for (let day = 1; day <= DAYS && valid === 0; day++) {
      for (let each = 0; each < PER_DAY; each++) {
        control.add(next())
        treatment.add(next() + effect)
      }
      const [a, b] = [control.arm(), treatment.arm()]
      const interval = alwaysValid({ control: a, treatment: b, confidence: CONFIDENCE, planned: 2 * DAYS * PER_DAY })
      if (interval && (interval.low > 0 || interval.high < 0)) valid = day
      if (Math.abs(b.mean - a.mean) > 1.959964 * Math.sqrt(a.variance / a.n + b.variance / b.n)) fixed = true
    }
    if (valid > 0) {
      seen.valid++
      seen.day += valid
    }
    if (fixed) seen.fixed++
  }
  return { ...seen, day: seen.day / Math.max(1, seen.valid) }
}

function running(): { add: (value: number) => void; arm: () => Arm } {
  let [n, mean, squares] = [0, 0, 0]
  return {
    add: (value) => {
      n++
      const before = value - mean
      mean += before / n
      squares += before * (value - mean)
    },
    arm: () => ({ n, mean, variance: squares / Math.max(1, n - 1) }),
  }
}

function normals(seed: number): () => number {
  let state = seed
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
}
