/** A wavy, growing history; the seed shifts its season. */
export function history(count: number, seed: number): number[] {
  return Array.from({ length: count }, (_, at) =>
    Math.round(100 + at * 1.5 + 22 * Math.sin((at + seed * 2) / 1.9) + ((at * seed * 7919) % 13)),
  )
}

export type Deal = {
  id: string
  name: string
  account: string
  owner: string
  stage: string
  amount: number
  closes: string | null
}

const stages = ['Prospecting', 'Engaging', 'Won', 'Lost']
const owners = [
  'Ada Lovelace',
  'Charles Babbage',
  'Donald Knuth',
  'Wilhelmina Featherstonehaugh-Cholmondeley',
  'Grace Hopper',
]

/** Deals of every shape: long names, negative and huge amounts, no close date. */
export function deals(count: number): Deal[] {
  return Array.from({ length: count }, (_, at) => ({
    id: String(at),
    name:
      at === 2 ? 'A renewal with a name so long that no column could ever hold all of it at once' : `Deal ${at + 1}`,
    account: `Account ${(at * 37) % 85}`,
    owner: owners[(at * 7) % owners.length] ?? '',
    stage: stages[Math.floor((at / count) * stages.length)] ?? '',
    amount: at === 1 ? 98_765_432_109 : at === 3 ? -45_000 : ((at * 7919) % 2_000_000) + 1000,
    closes: at % 9 === 0 ? null : `2026-${String((at % 12) + 1).padStart(2, '0')}-15`,
  }))
}
