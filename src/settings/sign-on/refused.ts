import type { Because } from './admission.ts'

/** Why somebody whom a provider sent did not get in, and what they can do. */
export type Refused = { message: string; wayOut: string }

type Seen = { provider: string; email: string | null; domains: readonly string[] }

const askOwner = 'Ask the owner of this workspace.'

/** The words for each reason; whose address it was stands in them. */
export function refusedWords(because: Because, { provider, email, domains }: Seen): Refused {
  const who = email ?? 'You'
  switch (because) {
    case 'closed':
      return { message: `The login of ${who} is closed.`, wayOut: askOwner }
    case 'no-role':
      return {
        message: `${provider} names no group of yours that may sign in here.`,
        wayOut: 'Ask whoever runs the groups there, or the owner of this workspace for an invitation.',
      }
    case 'no-address':
      return {
        message: `${provider} did not say your e-mail address.`,
        wayOut: 'The owner of this workspace can ask for the scope "email" under Settings, Single sign-on.',
      }
    case 'unverified':
      return {
        message: `${provider} says that ${who} was not verified.`,
        wayOut: 'Confirm the address there, then sign in again.',
      }
    case 'domain':
      return {
        message: `${who} is not of ${domains.join(', ')}, and only these come in through ${provider}.`,
        wayOut: 'Choose another account there, or ask the owner of this workspace for an invitation.',
      }
    case 'existing':
      return {
        message: `${who} has a login here already, with a password.`,
        wayOut: `Sign in with the password. The owner of this workspace can let existing logins come through ${provider}.`,
      }
    case 'other-subject':
      return {
        message: `${who} belongs to another account of ${provider} here.`,
        wayOut: askOwner,
      }
  }
}
