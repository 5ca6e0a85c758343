'use client'
import { useParams } from 'next/navigation'

/** What the address of this page names, unescaped. What cannot be unescaped is left as it is: it names nothing. */
export function useAddress<Name extends string>(...names: Name[]): Record<Name, string> {
  const params = useParams<Record<string, string>>()
  return Object.fromEntries(names.map((name) => [name, unescaped(params[name] ?? '')])) as Record<Name, string>
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
