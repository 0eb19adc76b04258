const months = [
  'jan january januar janvier janv enero ene gennaio gen januari janeiro stycznia styczeń sty ocak oca января янв ledna leden tammikuu',
  'feb february februar février févr fév febrero febbraio februari fevereiro fev lutego luty lut şubat şub февраля фев února únor helmikuu',
  'mar march märz mrz mär mars marzo maart mrt março marts marca marzec mart марта мар března březen maaliskuu',
  'apr april avril avr abril abr aprile kwietnia kwiecień kwi nisan nis апреля апр dubna duben huhtikuu',
  'may mai mayo maggio mag mei maio maj maja mayıs мая май května květen toukokuu',
  'jun june juni juin junio giugno giu junho czerwca czerwiec cze haziran haz июня июн června červen kesäkuu',
  'jul july juli juillet juil julio luglio lug julho lipca lipiec lip temmuz tem июля июл července červenec heinäkuu',
  'aug august août aout agosto ago augustus augusti sierpnia sierpień sie ağustos ağu августа авг srpna srpen elokuu',
  'sep sept september septembre septiembre settembre set setembro września wrzesień wrz eylül eyl сентября сен září syyskuu',
  'oct october okt oktober octobre octubre ottobre ott outubro out października październik paź ekim eki октября окт října říjen lokakuu',
  'nov november novembre noviembre novembro listopada listopad lis kasım kas ноября ноя marraskuu',
  'dec december dez dezember décembre déc diciembre dic dicembre dezembro grudnia grudzień gru aralık ara декабря дек prosince prosinec joulukuu',
]
const byName = new Map(months.flatMap((names, at) => names.split(' ').map((name) => [name, at + 1] as const)))

/** The number of a month by its name in any of the languages that files come in; 0 where it is none. */
export function monthNamed(word: string): number {
  return byName.get(word.normalize('NFC').toLowerCase()) ?? 0
}
