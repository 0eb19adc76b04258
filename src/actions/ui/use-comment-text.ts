import { type RefObject, useState } from 'react'
import { spelledOut, withMentions } from '../mentions.ts'
import type { Comment } from '../schema.ts'

type Named = { id: string; name: string }

/** A comment while it is written: the words with names, who was chosen, and what is asked for after an @ at the caret. */
export function useCommentText(initial: Comment | undefined, box: RefObject<HTMLTextAreaElement | null>) {
  const [typed, setTyped] = useState(() => (initial ? spelledOut(initial.text, initial.mentions) : ''))
  const [chosen, setChosen] = useState<readonly Named[]>(initial?.mentions ?? [])
  const [caret, setCaret] = useState(0)
  const asked = mentionAt(typed, caret)

  function choose({ id, name }: Named): void {
    if (asked === null) return
    const before = `${typed.slice(0, caret - asked.length - 1)}@${name} `
    setTyped(before + typed.slice(caret))
    setChosen([...chosen, { id, name }])
    setCaret(before.length)
    box.current?.focus()
    requestAnimationFrame(() => box.current?.setSelectionRange(before.length, before.length))
  }

  return { typed, setTyped, setCaret, asked, choose, text: withMentions(typed, chosen).trim() }
}

/** What stands between an @ and the caret, where a name is being typed; null elsewhere. */
function mentionAt(text: string, caret: number): string | null {
  return /(?:^|\s)@([\p{L}\p{M}.'-]*(?: [\p{L}\p{M}.'-]*)?)$/u.exec(text.slice(0, caret))?.[1] ?? null
}
