'use client'
import { zodResolver } from '@hookform/resolvers/zod'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { useAction } from '@/lib/api/client'
import { api } from '@/lib/api/endpoints'

const Given = z.strictObject({ image: z.string().trim().min(1, 'Name an image').max(255) })
type Given = z.infer<typeof Given>

/** Names an image whose pulls fail from now on. */
export function PracticeImage() {
  const { register, handleSubmit, reset, formState } = useForm<Given>({
    resolver: zodResolver(Given),
    defaultValues: { image: '' },
  })
  const action = useAction(api.practiceImage, { done: () => 'Pulls of it fail from now on', after: () => reset() })
  return (
    <form
      noValidate
      className="flex flex-wrap items-start gap-2"
      onSubmit={handleSubmit(({ image }) => action.run({}, { image, broken: true }))}
    >
      <div className="min-w-64 flex-1">
        <Field
          label="Image"
          hint="As a task definition names it. Tasks that run already go on; new ones cannot pull it."
          error={formState.errors.image?.message ?? action.error?.message}
        >
          <TextInput mono spellCheck={false} placeholder="nginx:latest" {...register('image')} />
        </Field>
      </div>
      <div className="pt-[26px]">
        <Button type="submit" pending={action.pending}>
          Break it
        </Button>
      </div>
    </form>
  )
}
