'use client'
import { Search } from 'lucide-react'
import { type Ref, useEffect, useRef, useState } from 'react'
import { Kbd } from './kbd'

/** A search box that tells its text a moment after typing stops. What comes from the address replaces what was typed. */
export function SearchBox({
  value,
  onSearch,
  label,
  hotkey,
  ref,
}: {
  value: string
  onSearch: (text: string) => void
  label: string
  hotkey?: boolean
  ref?: Ref<HTMLInputElement>
}) {
  const [text, setText] = useState(value)
  const [told, setTold] = useState(value)
  const [given, setGiven] = useState(value)
  // A value that is neither the last one given nor the last one told came from outside: Back, a link, a cleared filter.
  if (value !== given) {
    setGiven(value)
    if (value !== told) {
      setTold(value)
      setText(value)
    }
  }
  const tell = useRef(onSearch)
  useEffect(() => {
    tell.current = onSearch
  })
  useEffect(() => {
    if (text === told) return
    const timer = setTimeout(() => {
      setTold(text)
      tell.current(text)
    }, 250)
    return () => clearTimeout(timer)
  }, [text, told])
  return (
    <span className="relative block w-64 max-w-full">
      <Search aria-hidden className="pointer-events-none absolute top-2 left-2.5 size-4 text-ink-3" />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={label}
        aria-keyshortcuts={hotkey ? '/' : undefined}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') {
            if (text) setText('')
            else event.currentTarget.blur()
          }
        }}
        autoComplete="off"
        spellCheck={false}
        className="peer h-8 w-full rounded-md border border-control bg-surface pr-8 pl-8 text-sm outline-offset-0 hover:border-ink-3 [&::-webkit-search-cancel-button]:hidden"
      />
      {hotkey && (
        <span
          aria-hidden
          className="pointer-events-none absolute top-[7px] right-2 hidden peer-placeholder-shown:block peer-focus:hidden"
        >
          <Kbd>/</Kbd>
        </span>
      )}
    </span>
  )
}
