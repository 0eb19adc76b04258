/** The passwords most used, in small letters; read from a package on this disk at the first question. */
export async function commonPasswords(): Promise<ReadonlySet<string>> {
  list ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set((dictionary['passwords-common'] as string[]).map((each) => each.toLowerCase())),
  )
  return list
}

let list: Promise<ReadonlySet<string>> | undefined
