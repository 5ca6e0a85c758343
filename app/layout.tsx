import { GeistMono } from 'geist/font/mono'
import { GeistSans } from 'geist/font/sans'
import type { Metadata, Viewport } from 'next'
import { headers } from 'next/headers'
import type { ReactNode } from 'react'
import { Providers } from '@/components/shell/providers'
import { sidebarScript } from '@/components/shell/sidebar-state'
import './globals.css'

export const metadata: Metadata = {
  title: { default: 'Quayside', template: '%s · Quayside' },
  description: 'One control room for container fleets on machines you own, EC2 and Fargate.',
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f9fafb' },
    { media: '(prefers-color-scheme: dark)', color: '#0e1013' },
  ],
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get('x-nonce') ?? undefined
  return (
    <html lang="en" className={`${GeistSans.variable} ${GeistMono.variable}`} suppressHydrationWarning>
      <body>
        {/* Runs before the first paint, so a folded sidebar is never seen unfolding. */}
        <script nonce={nonce} suppressHydrationWarning>
          {sidebarScript}
        </script>
        <Providers nonce={nonce}>{children}</Providers>
      </body>
    </html>
  )
}
