'use client'
import './globals.css'
import { Mark } from '@/components/shell/mark'
import { buttonClass } from '@/components/ui/button'
import { to } from '@/lib/api/to'

/** When even the layout breaks: no theme, no providers, nothing that could break again. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Quayside broke</title>
        <main className="grid min-h-dvh place-items-center bg-canvas p-6">
          <div className="flex max-w-[56ch] flex-col items-center text-center">
            <Mark className="mb-4 size-10" />
            <h1 className="font-semibold text-xl tracking-[-0.01em]">Quayside broke</h1>
            <p className="mt-1 text-ink-2">
              The fault is Quayside’s. Nothing was changed by it, and the fleet runs on without it.
            </p>
            {error.digest && <p className="mt-1 text-ink-3 text-xs">In the server’s log: {error.digest}</p>}
            <a className={`${buttonClass('primary')} mt-5`} href={to('/')}>
              Start again
            </a>
          </div>
        </main>
      </body>
    </html>
  )
}
