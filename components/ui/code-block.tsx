import type { ReactNode } from 'react'
import { cn } from './cn'

/** Code as it is, scrolling sideways inside its box; the keyboard can reach it. */
export const CodeBlock = ({ children, label, wrap }: { children: ReactNode; label: string; wrap?: boolean }) => (
  <section
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable from the keyboard
    tabIndex={0}
    aria-label={label}
    className="max-h-96 overflow-auto rounded-md border bg-sunken"
  >
    <pre
      className={cn(
        'min-w-full px-3 py-2 font-mono text-ink text-xs leading-5',
        !wrap && 'w-fit',
        wrap && 'whitespace-pre-wrap [overflow-wrap:anywhere]',
      )}
    >
      <code>{children}</code>
    </pre>
  </section>
)
