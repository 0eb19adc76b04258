import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { keepTyped } from '../form/keep-typed.ts'
import { useUrlParam } from '../url-state.ts'
import classes from './page.module.css'

type DrawerProps = {
  /** The name in the address that opens this drawer. */
  param: string
  /** Opens for this value only; left out, for any value, which title and children receive. */
  value?: string
  title: ReactNode | ((value: string) => ReactNode)
  definition?: ReactNode
  asOf?: ReactNode
  leftOut?: ReactNode
  size?: number | string
  children: ReactNode | ((value: string) => ReactNode)
}

/** The answer to a number or a row, at the right side, with an address of its own: definition, as-of, what is left out, rows. */
export function DetailDrawer(props: DrawerProps) {
  const [found, setFound] = useUrlParam(props.param)
  const isOpen = found !== null && (props.value === undefined || props.value === found)
  return (
    <Drawer
      opened={isOpen}
      onClose={() => setFound(null)}
      onInputCapture={keepTyped}
      position="right"
      size={props.size ?? 620}
      title={isOpen && given(props.title, found)}
      closeButtonProps={{ 'aria-label': 'Close' }}
      overlayProps={{ backgroundOpacity: 0.18 }}
      transitionProps={{ duration: 140 }}
      styles={{ title: { fontWeight: 600, fontSize: '1rem' }, content: { boxShadow: 'var(--shadow)' } }}
    >
      {isOpen && <Facts {...props} />}
      {isOpen && given(props.children, found)}
    </Drawer>
  )
}

function Facts({ definition, asOf, leftOut }: Pick<DrawerProps, 'definition' | 'asOf' | 'leftOut'>) {
  const facts = [
    { term: 'Means', text: definition },
    { term: 'As of', text: asOf },
    { term: 'Left out', text: leftOut },
  ].filter((fact) => fact.text)
  if (facts.length === 0) return null
  return (
    <dl className={classes.facts}>
      {facts.map((fact) => (
        <div key={fact.term} style={{ display: 'contents' }}>
          <dt>{fact.term}</dt>
          <dd>{fact.text}</dd>
        </div>
      ))}
    </dl>
  )
}

function given(content: ReactNode | ((value: string) => ReactNode), value: string): ReactNode {
  return typeof content === 'function' ? content(value) : content
}
