'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { to } from '@/lib/api/to'

/** The box to paste into. */
export function GoBox({ given }: { given: string }) {
  const router = useRouter()
  const [text, setText] = useState(given)
  const arn = text.trim()
  return (
    <form
      className="flex max-w-[880px] items-end gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (arn) router.push(to('/go', {}, { arn }))
      }}
    >
      <div className="min-w-0 flex-1">
        <Field label="ARN, id or console address">
          <TextInput
            mono
            autoFocus={!given}
            spellCheck={false}
            placeholder="arn:aws:ecs:us-east-1:123456789012:service/quay/orders"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </Field>
      </div>
      <Button type="submit" tone="primary" whyNot={arn ? null : 'Paste something first'}>
        Go
      </Button>
    </form>
  )
}
