/** The kind of a promotion by its name: without years, quarters and counts, so that "Spring weeks 2025" and "Spring weeks 2026" are one. */
export function kindOf(name: string): string {
  const words = name
    .split(/\s+/)
    .filter((word) => !/^[('#]*(?:FY|Q|H|no\.?|nr\.?)?\d{1,4}(?:[/-]\d{1,4})*[)'.,]*$/i.test(word))
  return words.join(' ').trim() || name.trim()
}
