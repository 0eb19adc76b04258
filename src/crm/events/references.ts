/** What codes and names mean, as far as events name them: each to the ids that it may stand for. */
export type References = Readonly<Record<Referred, ReadonlyMap<string, readonly string[]>>>

/** What an event may refer to. */
export type Referred = 'item' | 'territory' | 'account' | 'person'

/** The one thing that is meant; else why that cannot be told. */
export function referredTo(
  references: References,
  { noun, said }: { noun: Referred; said: string },
):
  | { id: string }
  | { code: `unknown-${Referred}` | 'ambiguous-account' | 'ambiguous-person'; message: string; wayOut: string } {
  const found = references[noun].get(said) ?? []
  if (found.length === 1) return { id: found[0]! }
  if (found.length > 1) {
    const code = noun === 'person' ? 'ambiguous-person' : 'ambiguous-account'
    return { code, message: `${found.length} have the name "${said}".`, wayOut: 'Use the external id.' }
  }
  return { code: `unknown-${noun}`, message: `There is no ${noun} "${said}".`, wayOut: add[noun] }
}

const add: Readonly<Record<Referred, string>> = {
  item: 'Add the item in Company (its code must be the same), then send this event again with the same key.',
  territory: 'Add the territory in Company, or leave it out.',
  account: 'Add the account in CRM, or leave it out.',
  person: 'Add the person in Company, or leave it out.',
}
