import type { FormEvent } from 'react'

/**
 * Keeps what somebody typed in a drawer or a dialog from being thrown away by Esc: while a field that was typed into holds
 * something, Esc in it closes nothing. The button that closes still does.
 */
export function keepTyped({ target }: FormEvent): void {
  if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return
  if (target.value === '') target.removeAttribute(stopper)
  else target.setAttribute(stopper, 'true')
}

/** What the layer of the kit looks for at the element with the focus. */
const stopper = 'data-mantine-stop-propagation'
