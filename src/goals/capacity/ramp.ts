/** What one hire closed in each month since the hire, in minor units; months not yet over are left out. */
export type Hire = { personId: string; months: readonly number[] }

export type RampMonth = { month: number; hires: number; share: number | null; low: number | null; high: number | null }

/** From this month on a hire counts as ramped, and sets what fully ramped means. */
export const RAMPED_FROM = 12
const RESAMPLES = 400

/**
 * The ramp curve of a company's own hires: the mean closed in the k-th month since the hire by the mean of months after the
 * first twelve, with an 80 % interval from resampling whole hires (percentile bootstrap). Null where nobody got that far.
 */
export function rampOf(
  hires: readonly Hire[],
  seed: number,
): { ramped: number | null; hires: number; months: RampMonth[] } {
  const point = curve(hires)
  const random = randomFrom(seed)
  const samples = Array.from({ length: RESAMPLES }, () =>
    curve(hires.map(() => hires[Math.floor(random() * hires.length)]!)),
  )
  return {
    ramped: point.ramped,
    hires: hires.length,
    months: point.shares.map((share, month) => {
      const drawn = samples
        .flatMap(({ shares }) => (shares[month] === null ? [] : [shares[month]!]))
        .sort((a, b) => a - b)
      const at = (level: number) =>
        share === null || drawn.length < RESAMPLES / 2 ? null : drawn[Math.floor(level * (drawn.length - 1))]!
      return {
        month: month + 1,
        hires: hires.filter(({ months }) => months.length > month).length,
        share,
        low: at(0.1),
        high: at(0.9),
      }
    }),
  }
}

function curve(hires: readonly Hire[]): { ramped: number | null; shares: (number | null)[] } {
  const ramped = meanOf(hires.flatMap(({ months }) => months.slice(RAMPED_FROM)))
  const shares = Array.from({ length: RAMPED_FROM }, (_, month) => {
    const mean = meanOf(hires.flatMap(({ months }) => (months.length > month ? [months[month]!] : [])))
    return mean === null || ramped === null || ramped <= 0 ? null : mean / ramped
  })
  return { ramped, shares }
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, each) => sum + each, 0) / values.length
}

function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}
