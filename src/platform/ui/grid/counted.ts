const singulars: Record<string, string> = { people: 'person' }

/** A count with its noun, from the label of a grid: `1 deal`, `12 deals`, `1 family`. */
export function counted(count: number, { label, shown }: { label: string; shown: string }): string {
  const noun = label.toLowerCase()
  return `${shown} ${count === 1 ? (singulars[noun] ?? noun.replace(/ies$/, 'y').replace(/s$/, '')) : noun}`
}
