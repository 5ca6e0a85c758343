'use client'
import { Check, Copy, Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { Button } from './button'
import { CodeBlock } from './code-block'
import { useCopy } from './use-copy'

/** A command or a code to take elsewhere. A `secret` is drawn as dots until asked for; copying needs no showing. */
export function CopyBlock({ code, label, secret }: { code: string; label: string; secret?: boolean }) {
  const [shown, setShown] = useState(!secret)
  const { copy, done, failed } = useCopy()
  return (
    <div className="grid gap-1.5">
      <div className="flex items-center justify-between gap-2">
        <span className="font-medium text-ink-2 text-xs">{label}</span>
        <span className="flex gap-1">
          {secret && (
            <Button
              size="sm"
              tone="ghost"
              icon={shown ? <EyeOff aria-hidden /> : <Eye aria-hidden />}
              onClick={() => setShown(!shown)}
            >
              {shown ? 'Hide' : 'Show'}
            </Button>
          )}
          <Button
            size="sm"
            icon={done ? <Check aria-hidden className="text-ok" /> : <Copy aria-hidden />}
            onClick={() => copy(code)}
            aria-label={`Copy ${label.toLowerCase()}`}
          >
            {failed ? 'Refused' : done ? 'Copied' : 'Copy'}
          </Button>
        </span>
      </div>
      <CodeBlock label={label} wrap>
        {shown ? code : '•'.repeat(24)}
      </CodeBlock>
      <span role="status" className="sr-only">
        {done ? 'Copied' : failed ? 'The browser refused to copy' : ''}
      </span>
    </div>
  )
}
