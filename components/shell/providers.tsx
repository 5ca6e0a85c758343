'use client'
import { ThemeProvider } from 'next-themes'
import type { ReactNode } from 'react'
import { Toaster } from '@/components/ui/toaster'
import { TooltipProvider } from '@/components/ui/tooltip'

/** What every page stands in: theme, tooltips, toasts. `nonce` lets the theme's script run under the page's policy. */
export const Providers = ({ nonce, children }: { nonce?: string | undefined; children: ReactNode }) => (
  <ThemeProvider
    attribute="class"
    defaultTheme="system"
    enableSystem
    disableTransitionOnChange
    {...(nonce ? { nonce } : {})}
  >
    <TooltipProvider>
      {children}
      <Toaster />
    </TooltipProvider>
  </ThemeProvider>
)
