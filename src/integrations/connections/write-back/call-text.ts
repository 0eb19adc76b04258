/** The longest title of an activity there. */
const longestTitle = 255

/** The title of a call, and its text: the note, the whole of a title that was too long, and the mark by which it is known again. */
export function callText({ id, subject, note }: { id: string; subject: string; note: string }): {
  title: string
  text: string
} {
  const isLong = subject.length > longestTitle
  const title = isLong ? `${whole(subject.slice(0, longestTitle - 1))}…` : subject
  return { title, text: [...(isLong ? [subject] : []), ...(note ? [note] : []), `${MARK} ${id}`].join('\n\n') }
}

const MARK = 'Drumbeat call'

/** The id of the call that a text was written for; undefined where it is none of ours. */
export function callMarked(text: string): string | undefined {
  return /Drumbeat call ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\s*(?:<\/p>)?\s*$/.exec(text)?.[1]
}

/** A text that is not cut in the middle of a pair of surrogates. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, '')
}
