import { Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'
import classes from './page.module.css'

/** One screen: its name, the sentence that answers its question, what one can do here, then the content. */
export function Page(props: { title: string; answer?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  useEffect(() => {
    document.title = `${props.title} · Drumbeat`
  }, [props.title])
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Title order={1} className={classes.title}>
          {props.title}
        </Title>
        {props.actions && <div className={classes.actions}>{props.actions}</div>}
        {props.answer && <div className={classes.answerRow}>{props.answer}</div>}
      </header>
      {props.children}
    </div>
  )
}

/** A part of a screen under a quiet heading. */
export function Section(props: { title: string; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className={classes.section} aria-label={props.title}>
      <div className={classes.sectionHead}>
        <Title order={2}>{props.title}</Title>
        {props.aside && <div className={classes.aside}>{props.aside}</div>}
      </div>
      {props.children}
    </section>
  )
}
