import type { Reference } from '#platform/domain.ts'
import type { Noun } from '#platform/importing/file-kind.ts'

/** Nouns in the order in which their rows can be let go: what refers to others goes first. */
export function referrersFirst(nouns: readonly Noun[], references: readonly Reference[]): Noun[] {
  const ordered = new Set<Noun>()
  const visit = (noun: Noun) => {
    if (ordered.has(noun)) return
    for (const other of nouns) if (other !== noun && refers(other, noun, references)) visit(other)
    ordered.add(noun)
  }
  for (const noun of nouns) visit(noun)
  return [...ordered]
}

function refers(from: Noun, to: Noun, references: readonly Reference[]): boolean {
  return references.some((reference) => reference.table === from.table && reference.to === to.noun)
}
