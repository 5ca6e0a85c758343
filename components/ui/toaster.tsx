'use client'
import { useTheme } from 'next-themes'
import { Toaster as Sonner } from 'sonner'
import 'sonner/dist/styles.css'

/** Where toasts appear: once, in the root layout. */
export function Toaster() {
  const { resolvedTheme } = useTheme()
  return (
    <Sonner
      theme={resolvedTheme === 'dark' ? 'dark' : 'light'}
      position="bottom-right"
      closeButton
      // Stacked toasts shrink, and with them what one has to hit to close them.
      expand
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            'flex w-[356px] max-w-[calc(100vw-32px)] items-start gap-2.5 rounded-lg bg-raised p-3 pr-8 font-sans text-sm text-ink shadow-pop',
          title: 'font-medium break-words',
          description: 'text-ink-2 break-words',
          icon: 'mt-0.5 shrink-0 [&_svg]:size-4',
          success: '[&_[data-icon]]:text-ok',
          error: '[&_[data-icon]]:text-failed',
          warning: '[&_[data-icon]]:text-attention',
          closeButton: 'toast-close',
          actionButton: 'ml-auto shrink-0 rounded border border-line-2 px-2 py-0.5 text-xs font-medium hover:bg-hover',
        },
      }}
    />
  )
}
