const yes = new Set(['true', 't', 'yes', 'y', '1', 'x', 'ja', 'wahr', 'oui', 'si', 'sí'])
const no = new Set(['false', 'f', 'no', 'n', '0', 'nein', 'falsch', 'non'])

/** Reads yes or no as people and programs write it; undefined if it is neither. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}
