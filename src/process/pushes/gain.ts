/** A deal's chance of being won in the period as it goes, and if it came sooner. Worth in minor units. */
export type Quickened = { worth: number; chance: number; later: number }

export type Gain = { mean: number; low: number; high: number }

/**
 * What quicker deals bring within the period: the expected value, and the 80 % range of a simulation in which every deal
 * has one luck for both worlds, all deals share some of it (`spread`, in log-odds), and amounts end as past ones did
 * (`ratios`, final over stated). Seeded: the same question has the same answer.
 */
export function gainOf(
  deals: readonly Quickened[],
  { ratios, spread, seed, draws = 1000 }: { ratios: readonly number[]; spread: number; seed: number; draws?: number },
): Gain {
  const moved = deals.filter(({ worth, chance, later }) => worth > 0 && later > chance)
  const ratio = ratios.length === 0 ? 1 : ratios.reduce((sum, each) => sum + each, 0) / ratios.length
  const mean = moved.reduce((sum, { worth, chance, later }) => sum + worth * (later - chance), 0) * ratio
  const random = randomFrom(seed)
  const sums = new Float64Array(draws)
  for (let draw = 0; draw < draws; draw++) {
    const luck = spread * normal(random)
    let sum = 0
    for (const { worth, chance, later } of moved) {
      const [from, to] = [shifted(chance, luck), shifted(later, luck)]
      const own = random()
      if (own >= from && own < to) sum += worth * (ratios[Math.floor(random() * ratios.length)] ?? 1)
    }
    sums[draw] = sum
  }
  sums.sort()
  return { mean, low: sums[Math.floor(0.1 * draws)] ?? 0, high: sums[Math.ceil(0.9 * draws) - 1] ?? 0 }
}

/** A chance whose log-odds are moved. */
function shifted(chance: number, by: number): number {
  if (chance <= 0 || chance >= 1) return chance
  return 1 / (1 + Math.exp(-(Math.log(chance / (1 - chance)) + by)))
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}

/** A stream of numbers in [0, 1) from a seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
