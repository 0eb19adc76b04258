const yes = new Set([
  'true',
  't',
  'yes',
  'y',
  '1',
  'x',
  'ja',
  'wahr',
  'oui',
  'vrai',
  'si',
  'sì',
  'sí',
  'verdadero',
  'vero',
  'waar',
  'sim',
  'verdadeiro',
  'tak',
  'prawda',
  'sand',
  'sant',
  'да',
  'истина',
])
const no = new Set([
  'false',
  'f',
  'no',
  'n',
  '0',
  'nein',
  'falsch',
  'non',
  'faux',
  'falso',
  'nee',
  'onwaar',
  'não',
  'nie',
  'fałsz',
  'falsk',
  'falskt',
  'нет',
  'ложь',
])

/** Reads yes or no as people and programs write it; undefined if it is neither. */
export function readYesNo(text: string): boolean | undefined {
  const word = text.trim().toLowerCase()
  return yes.has(word) ? true : no.has(word) ? false : undefined
}
