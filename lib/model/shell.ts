/**
 * One word for a POSIX shell, safe whatever it holds: inside single quotes every character but the quote itself is
 * literal (POSIX.1-2024, Shell Command Language 2.2.2).
 */
export function shellWord(word: string): string {
  if (/^[A-Za-z0-9_./:=@%+,-]+$/.test(word)) return word
  return `'${word.replaceAll("'", `'\\''`)}'`
}

/** One word for PowerShell: in single quotes only the quote itself is special, and is doubled (about_Quoting_Rules). */
export function powershellWord(word: string): string {
  if (/^[A-Za-z0-9_./:=-]+$/.test(word)) return word
  return `'${word.replace(/['\u2018\u2019\u201a\u201b]/g, (quote) => quote + quote)}'`
}
