/** How a mention is written in a text: @[id of a person, or of a login without one]. */
const mention = /@\[([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})\]/gi

/** Whom a text mentions, each once. */
export function mentionedIn(text: string): string[] {
  return [...new Set([...text.matchAll(mention)].map((match) => match[1]!.toLowerCase()))]
}

/** A text in the pieces it is shown as: words, and mentions with the id. */
export function piecesOf(text: string): ({ words: string } | { id: string })[] {
  return text
    .split(mention)
    .map((piece, at) => (at % 2 === 1 ? { id: piece.toLowerCase() } : { words: piece }))
    .filter((piece) => 'id' in piece || piece.words !== '')
}

/** A text with names in place of ids, for reading aloud and searching. */
export function spelledOut(text: string, mentions: readonly { id: string; name: string }[]): string {
  const names = new Map(mentions.map(({ id, name }) => [id, name]))
  return piecesOf(text)
    .map((piece) => ('id' in piece ? `@${names.get(piece.id) ?? 'somebody'}` : piece.words))
    .join('')
}

/** What somebody typed, with the names they chose from the list in place as mentions; longer names first. */
export function withMentions(typed: string, chosen: readonly { id: string; name: string }[]): string {
  return [...chosen]
    .sort((a, b) => b.name.length - a.name.length)
    .reduce((text, { id, name }) => text.replaceAll(`@${name}`, `@[${id}]`), typed)
}
