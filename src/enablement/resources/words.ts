/** The words of a list as it is kept: separated by semicolons. */
export function wordsOf(text: string): string[] {
  return text
    .split(';')
    .map((word) => word.trim())
    .filter((word) => word !== '')
}

/** A list of words as it is kept, each once. */
export function keptWords(words: readonly string[]): string {
  return [...new Set(words.flatMap(wordsOf))].join('; ')
}
