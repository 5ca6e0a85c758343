'use client'
import { FileUp } from 'lucide-react'
import { type DragEvent, useRef, useState } from 'react'
import { Button } from './button'
import { cn } from './cn'
import { useField } from './field'

/** A text file dropped or chosen; read here and handed over as text. `maxBytes` is refused before reading. */
export function FileDrop({
  accept,
  label,
  maxBytes = 1_000_000,
  onText,
}: {
  accept: string
  label: string
  maxBytes?: number
  onText: (text: string, name: string) => void
}) {
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [said, setSaid] = useState<string | null>(null)
  const field = useField()
  const take = async (file: File | undefined) => {
    if (!file) return
    if (file.size > maxBytes) {
      setSaid(`${file.name} is ${Math.ceil(file.size / 1000)} kB; at most ${Math.floor(maxBytes / 1000)} kB is read`)
      return
    }
    try {
      onText(await file.text(), file.name)
      setSaid(file.name)
    } catch {
      setSaid(`${file.name} could not be read`)
    }
  }
  const hover = (event: DragEvent, is: boolean) => {
    event.preventDefault()
    setOver(is)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is the pointer's way; the button inside is everyone's
    <div
      onDragOver={(event) => hover(event, true)}
      onDragLeave={(event) => hover(event, false)}
      onDrop={(event) => {
        hover(event, false)
        void take(event.dataTransfer.files[0])
      }}
      className={cn(
        'flex flex-wrap items-center gap-3 rounded-lg border border-control border-dashed p-3',
        over && 'border-accent bg-accent-soft',
      )}
    >
      <Button size="sm" icon={<FileUp aria-hidden />} onClick={() => input.current?.click()}>
        Choose a file
      </Button>
      <span className="min-w-0 break-words text-ink-2" role="status">
        {said ?? label}
      </span>
      <input
        {...field}
        ref={input}
        type="file"
        accept={accept}
        tabIndex={-1}
        aria-label={label}
        className="sr-only"
        onChange={(event) => {
          void take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
    </div>
  )
}
