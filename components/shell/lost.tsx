import type { ReactNode } from 'react'
import { Mark } from './mark'

/** A page outside the console's frame that says why there is nothing, and the ways back. */
export const Lost = ({ title, words, action }: { title: string; words: ReactNode; action: ReactNode }) => (
  <main className="grid min-h-dvh place-items-center bg-canvas p-6">
    <title>{`${title} · Quayside`}</title>
    <div className="flex max-w-[56ch] flex-col items-center text-center">
      <Mark className="mb-4 size-10" />
      <h1 className="font-semibold text-xl tracking-[-0.01em]">{title}</h1>
      <div className="mt-1 text-ink-2">{words}</div>
      <div className="mt-5 flex flex-wrap justify-center gap-2">{action}</div>
    </div>
  </main>
)
