/** News for one person that they were not yet told of in this way. */
export type News = { id: string; sentence: string; reason: string; at: string }

/** More single actions than this a day are a storm: what is beyond is told as one. */
const mostSingle = 5

/** Which news become an action of their own, given how many did today, and which are told together. */
export function sharedOut(news: readonly News[], toldToday: number): { single: News[]; together: News[] } {
  const room = Math.max(0, mostSingle - toldToday)
  // The last of them would be a sum of one.
  const fits = news.length <= room ? news.length : Math.max(0, room - 1)
  return { single: news.slice(0, fits), together: news.slice(fits) }
}

const mostInMail = 30

/** The mail of a day. */
export function digest(given: { to: string; company: string; news: readonly News[]; link: string }) {
  const { to, company, news, link } = given
  const [first] = news
  const more = news.length - 1
  const lines = news.slice(0, mostInMail).map(({ sentence, reason }) => `- ${sentence}\n  ${reason}`)
  const beyond = news.length - lines.length
  return {
    to,
    subject: more > 0 ? `Demand: ${first!.sentence} And ${more} more.` : `Demand: ${first!.sentence}`,
    text: [
      `What is new of the demand of ${company}:`,
      '',
      ...lines,
      ...(beyond > 0 ? [`- and ${beyond} more`] : []),
      '',
      `Look at it: ${link}`,
      'What you are told of, and how, is set in the same place.',
    ].join('\n'),
  }
}
