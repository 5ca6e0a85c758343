'use client'
import { useQueries } from '@tanstack/react-query'
import { useRouter, useSearchParams } from 'next/navigation'
import { useEffect } from 'react'
import { Crumbs } from '@/components/shell/crumbs'
import { hrefOfFound } from '@/components/shell/finder'
import { ErrorState } from '@/components/ui/error-state'
import { Page } from '@/components/ui/page'
import { Skeleton } from '@/components/ui/skeleton'
import { q } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'
import { useMe } from '@/lib/api/use-me'
import { arnsOf, readConsoleAddress } from '@/lib/model/console-address'
import { Found } from './found'
import { GoBox } from './go-box'
import { understood } from './understood'

export default function GoPage() {
  const params = useSearchParams()
  const router = useRouter()
  const given = (params.get('arn') ?? params.get('url') ?? '').trim()
  const me = useMe()
  const address = readConsoleAddress(given)
  const arns =
    !given || (address && 'error' in address) ? [] : address ? arnsOf(address, me.data?.scopes ?? []) : [given]
  const answers = useQueries({
    queries: arns.map((arn) => ({
      ...q(api.search, { query: { q: arn.slice(0, 2048) } }),
      placeholderData: undefined,
    })),
  })
  // An address of the console names no account, so accounts are asked for first.
  const waiting = Boolean(given) && ((address !== null && me.isPending) || answers.some((answer) => answer.isPending))
  const rows = looksNamed(given, address !== null) ? answers.flatMap((answer) => answer.data?.rows ?? []) : []
  const only = !waiting && rows.length === 1 && rows[0] ? hrefOfFound(rows[0]) : null
  useEffect(() => {
    if (only) router.replace(only)
  }, [only, router])

  const said =
    (address && 'error' in address && address.error) ||
    answers.map((answer) => answer.error?.message ?? answer.data?.error).find(Boolean) ||
    (address && arns.length === 0 ? 'Quayside knows no account in the region of this address' : null) ||
    'This is not an ARN, nor an mi- or i- id'
  return (
    <Page
      title="Go to"
      description="Paste an ARN, the mi- or i- id of a host, or an address of the AWS console, and be taken to it."
    >
      <title>Go to · Quayside</title>
      <Crumbs items={[{ label: 'Go to' }]} />
      <GoBox key={given} given={given} />
      {waiting || only ? (
        <div aria-busy="true" role="status">
          <span className="sr-only">Looking</span>
          <Skeleton className="h-40 w-full" />
        </div>
      ) : rows.length > 0 ? (
        <Found rows={rows} />
      ) : (
        given && (
          <ErrorState
            title="That leads nowhere"
            message={`${said.replace(/[.\s]+$/, '')}.`}
            action={understood(given) && <p className="text-ink-2">{understood(given)}</p>}
          />
        )
      )}
    </Page>
  )
}

/** The search finds by parts of names too; here only what names a thing is followed. */
const looksNamed = (text: string, address: boolean) => address || /^(arn:|mi-|i-)/.test(text)
