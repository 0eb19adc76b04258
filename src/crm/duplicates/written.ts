/** Ways of writing the same thing, made alike, so that two rows can be compared by what they mean. */

const letters: Record<string, string> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  '&': ' and ',
  '+': ' and ',
}

/** A text in small plain letters and digits, one space between its words. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/[ßæøœłđ&+]/g, (letter) => letters[letter]!)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’.]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}

const legalForms = new Set(
  'ab ag as asa aps bv co company corp corporation ek ev gbr gmbh inc incorporated kg kgaa limited llc llp lp ltd mbh nv ohg oy oyj plc pte pty sa sarl sas se sl spa sro srl ug'.split(
    ' ',
  ),
)

/** The name of a company without "The" and its legal form: "The Müller & Söhne GmbH & Co. KG" is "muller and sohne". */
export function companyName(name: string): string {
  const words = plain(name).split(' ')
  if (words.length > 1 && words[0] === 'the') words.shift()
  while (words.length > 1 && (legalForms.has(words.at(-1)!) || words.at(-1) === 'and')) words.pop()
  return words.join(' ')
}

/** The name of a person, whichever of its parts comes first: "Fischer, Lena" is "Lena Fischer". */
export function personName(name: string): string {
  return plain(name).split(' ').sort().join(' ')
}

/** An e-mail address in small letters, without a tag behind a plus sign. */
export function mailAddress(email: string): string {
  return email
    .trim()
    .toLowerCase()
    .replace(/\+[^@]*@/, '@')
}

const freeMail = new Set(
  'aol.com free.fr gmail.com gmx.at gmx.ch gmx.de gmx.net googlemail.com hotmail.com icloud.com live.com mail.ru me.com msn.com orange.fr outlook.com outlook.de proton.me protonmail.com qq.com t-online.de web.de yahoo.com yahoo.de yandex.ru'.split(
    ' ',
  ),
)

/** The domain of an address; null for addresses that everybody can have, which tell nothing of a company. */
export function mailDomain(email: string): string | null {
  const domain = mailAddress(email).split('@')[1]
  return domain === undefined || domain === '' || freeMail.has(domain) ? null : domain
}

/** The last nine digits of a phone number, so that +49 89 123456 and 089/123456 are alike; null when there are fewer than seven. */
export function phoneDigits(phone: string): string | null {
  const digits = phone.replace(/\(0\)/, '').replace(/\D/g, '').replace(/^0+/, '')
  return digits.length < 7 ? null : digits.slice(-9)
}

/** An outside id without leading zeros and capitals. A Salesforce id keeps its capitals, which count, and loses its check letters. */
export function outsideId(id: string): string {
  const text = id.trim()
  if (/^00[0-9A-Za-z]{13}([0-9A-Za-z]{3})?$/.test(text)) return text.slice(0, 15)
  return text.toLowerCase().replace(/^0+(?=\d)/, '')
}
