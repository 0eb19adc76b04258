import type { ReactNode } from 'react'
import { useUrlParam } from '../url-state.ts'
import { type Beside, Held } from './Held.tsx'
import classes from './page.module.css'

type NumberDoorProps = Beside & { value: ReactNode; door: string; label?: string; param?: string }

/** A number one can ask "why?": a click puts `?door=…` in the address, where a DetailDrawer answers. */
export function NumberDoor(props: NumberDoorProps) {
  const [open, setOpen] = useUrlParam(props.param ?? 'door')
  return (
    <Held {...props}>
      <button
        type="button"
        className={classes.door}
        aria-haspopup="dialog"
        aria-expanded={open === props.door}
        {...(props.label && typeof props.value === 'string' && { 'aria-label': `${props.label}: ${props.value}` })}
        onClick={() => setOpen(props.door, { push: true })}
      >
        {props.value}
      </button>
    </Held>
  )
}
