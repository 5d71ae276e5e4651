/** The nth code after that one: wrong, and no two alike, since one that is sent again costs no second try. */
export const wrongCode = (code: string, n: number) =>
  String((Number(code.replace(' ', '')) + n) % 1_000_000).padStart(6, '0')
