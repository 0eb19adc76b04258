import type { Format } from '#platform/importing/mapping.ts'

/** Turns the bytes of a file into text, piece by piece. */
export type Decoder = { decode: (bytes?: Uint8Array, options?: { stream: boolean }) => string }

/** The upper half of IBM 850, in which MS-DOS and "CSV (MS-DOS)" of Excel write; the platform decodes all others itself. */
const ibm850 =
  'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0'

/** The decoder of an encoding. */
export function decoderOf(encoding: Format['encoding']): Decoder {
  if (encoding !== 'ibm850') return new TextDecoder(encoding)
  return { decode: (bytes = new Uint8Array()) => Array.from(bytes, letterOf).join('') }
}

function letterOf(byte: number): string {
  return byte < 128 ? String.fromCharCode(byte) : ibm850[byte - 128]!
}
