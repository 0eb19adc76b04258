import { VisuallyHidden } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import { actionsContract } from '#actions/contract.ts'
import type { About } from '#platform/subjects/subject.ts'
import { useCall } from '#platform/ui/use-call.ts'
import type { Party } from '../schema.ts'
import classes from './actions.module.css'

/** Those whose name begins like what was typed after an @; the arrows lead into the list, Enter chooses, Esc leads back. */
export function Suggestions(props: {
  about: About
  asked: string
  box: RefObject<HTMLTextAreaElement | null>
  onChoose: (party: Party) => void
}) {
  const { about, asked, box } = props
  const list = useRef<HTMLUListElement>(null)
  const found = useCall(actionsContract.parties, { query: { ...about, q: asked, limit: 6 } })
  const parties = found.data?.parties ?? []

  useEffect(() => {
    const typing = box.current
    const enter = (event: globalThis.KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || !list.current) return
      event.preventDefault()
      list.current.querySelector('button')?.focus()
    }
    typing?.addEventListener('keydown', enter)
    return () => typing?.removeEventListener('keydown', enter)
  }, [box])

  function walk(event: KeyboardEvent<HTMLUListElement>): void {
    const buttons = [...event.currentTarget.querySelectorAll('button')]
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement)
    if (event.key === 'Escape' || (event.key === 'ArrowUp' && at === 0)) box.current?.focus()
    else if (event.key === 'ArrowDown') buttons[at + 1]?.focus()
    else if (event.key === 'ArrowUp') buttons[at - 1]?.focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  if (parties.length === 0) return null
  return (
    <>
      <VisuallyHidden aria-live="polite">
        {parties.length} {parties.length === 1 ? 'name' : 'names'}; arrow down to choose
      </VisuallyHidden>
      <ul ref={list} className={classes.suggestions} onKeyDown={walk} aria-label="Whom to mention">
        {parties.map((party) => (
          <li key={party.id}>
            <button type="button" onClick={() => props.onChoose(party)}>
              {party.name}{' '}
              <span className={classes.when}>
                {party.signsIn ? party.detail : `${party.detail ?? ''}, has no login`}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </>
  )
}
