import type { Domain } from '#platform/domain.ts'
import type { Addition, FileKind, Noun } from '#platform/importing/file-kind.ts'
import type { ShownKind } from './schema.ts'

/** Every kind of file that a domain declares, in the order in which a set of files is loaded: what is referred to comes first. */
export function fileKinds(domains: readonly Domain[]): FileKind[] {
  const additions = domains.flatMap((domain) => domain.takesFrom)
  return domains
    .flatMap((domain) => domain.files)
    .map((kind) => withAdditions(kind, additions))
    .sort((a, b) => a.turn - b.turn)
}

/** A kind with what other domains take from its files beside. */
function withAdditions(kind: FileKind, all: readonly Addition[]): FileKind {
  const additions = all.filter((each) => each.kind === kind.name)
  if (additions.length === 0) return kind
  return { ...kind, fields: [...kind.fields, ...additions.flatMap((each) => each.fields)], additions }
}

/** The kind of that name; undefined where no domain has it, or has it any more. */
export function kindNamed(domains: readonly Domain[], name: string): FileKind | undefined {
  return fileKinds(domains).find((kind) => kind.name === name)
}

/** The kind of that name, which is there. */
export function kindOf(domains: readonly Domain[], name: string): FileKind {
  const kind = kindNamed(domains, name)
  if (!kind)
    throw new Error(
      `There is no kind of file called "${name}"; there are ${fileKinds(domains)
        .map((each) => each.name)
        .join(', ')}.`,
    )
  return kind
}

/** The thing of that name that files may refer to, list or mention. */
export function nounOf(domains: readonly Domain[], name: string): Noun {
  const noun = domains.flatMap((domain) => domain.nouns).find((each) => each.noun === name)
  if (!noun) throw new Error(`No domain declares the noun "${name}".`)
  return noun
}

/** The kinds as the screens show them, and what several of each noun are called. */
export function kindsToShow(domains: readonly Domain[]): {
  kinds: ShownKind[]
  nouns: { noun: string; plural: string }[]
} {
  return {
    kinds: fileKinds(domains).map(({ name, rowsAre, fields, required, door, merges }) => ({
      name,
      rowsAre: rowsAre ?? name,
      fields: fields.map(({ field, label, type, forAllRows }) => ({ field, label, type, forAllRows: !!forAllRows })),
      required: required.map((choice) => [...choice]),
      door: door ?? null,
      merges: merges ? Object.entries(merges).map(([field, label]) => ({ field, label })) : null,
    })),
    nouns: domains.flatMap((domain) => domain.nouns).map(({ noun, plural }) => ({ noun, plural })),
  }
}
