type Mail = { to: string; subject: string; text: string }
type About = {
  email: string
  language: string | null
  survey: string
  link: string
  closesAt: string
  timeZone: string
}

/** What a member reads when a round opens. */
export function invitation(about: About): Mail {
  const { email: to, survey, link } = about
  const until = untilOf(about)
  return about.language === 'de'
    ? {
        to,
        subject: `${survey}: jetzt offen`,
        text: `Einige Fragen, anonym, in einer Minute beantwortet.\n${link}\n${until}`,
      }
    : {
        to,
        subject: `${survey}: now open`,
        text: `A few questions, anonymous, answered in a minute.\n${link}\n${until}`,
      }
}

/** The same words to everybody: who answered is not known. */
export function reminder(about: About): Mail {
  const { email: to, survey, link } = about
  const until = untilOf(about)
  return about.language === 'de'
    ? {
        to,
        subject: `${survey}: noch offen`,
        text: `Diese Erinnerung geht an alle, auch an jene, die schon geantwortet haben.\n${link}\n${until}`,
      }
    : {
        to,
        subject: `${survey}: still open`,
        text: `This reminder goes to everybody, also to those who answered already.\n${link}\n${until}`,
      }
}

/** The close by the member's own clock, in their language. */
function untilOf({ language, closesAt, timeZone }: About): string {
  const locale = language === 'de' ? 'de' : 'en'
  const at = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  return `${locale === 'de' ? 'Offen bis' : 'Open until'} ${at.format(new Date(closesAt))}.`
}
