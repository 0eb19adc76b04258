/** Words for a deal that was won, as CRMs say it in the languages that files come in; endings for gender and number follow. */
const won =
  /(?<!\p{L})(?:won|gewonnene?|gagné(?:e|s|es)?|remportée?s?|ganad[oa]s?|ganh[oa]s?|vint[oaie]|wygran[aey]|vund(?:et|en|na)|vunnet|vunnen|voitettu|vyhrán[oay]|získán[oay]|megnyert|kazan[ıi]l(?:dı|di|an)|выигран[аоы]?)(?!\p{L})|closed ?won|^win$|^closed$|受注|成約|赢单|贏單|成交|수주|성사/iu
/** Words for a deal that was lost. */
const lost =
  /(?<!\p{L})(?:lost|verlorene?|perdu(?:e|s|es)?|perdid[oa]s?|pers[oaie]|przegran[aey]|utracon[aey]|tabte?|tapte?|förlora(?:d|t|de)|hävitty|menetetty|ztracen[oay]|prohrán[oay]|elveszett|elvesztett|kaybedil(?:di|en)|проигран[аоы]?|потерян[аоы]?)(?!\p{L})|closed ?lost|^loss$|abandon|disqualif|omitted|失注|输单|輸單|丢单|실주/iu
const open =
  /^(?:open|in progress|ongoing|active|offen|in bearbeitung|laufend|pending|working|ouverte?|en cours|abiert[oa]|en curso|apert[oa]|in corso|abert[oa]|em andamento|otwart[aey]|åben|öppen|avoin|открыт[аоы]?|進行中|进行中)$/iu

/** Whether a word says that a deal was won. */
export function saysWon(word: string): boolean {
  return won.test(word.normalize('NFC'))
}

/** Whether a word says that a deal was lost: "Lost (won by another)" is. */
export function saysLost(word: string): boolean {
  return lost.test(word.normalize('NFC'))
}

/** Whether a word beside the stage says that a deal is still open. */
export function saysOpen(word: string): boolean {
  return open.test(word.normalize('NFC').trim())
}
