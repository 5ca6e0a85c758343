/** Joins the class names that are there. Later ones do not override earlier ones: pass one or the other. */
export const cn = (...names: (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ')
