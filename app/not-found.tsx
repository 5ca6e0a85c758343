'use client'
import { Lost } from '@/components/shell/lost'
import { ButtonLink } from '@/components/ui/link'
import { to } from '@/lib/api/to'

export default function NotFound() {
  return (
    <Lost
      title="There is no such page"
      words="The address may be mistyped, or from another version of Quayside."
      action={
        <>
          <ButtonLink tone="primary" href={to('/')}>
            To the fleet
          </ButtonLink>
          <ButtonLink href={to('/go')}>Go to an ARN</ButtonLink>
        </>
      }
    />
  )
}
