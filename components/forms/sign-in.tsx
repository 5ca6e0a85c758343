'use client'
import { signIn } from 'next-auth/react'
import { useState, useSyncExternalStore } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { SaidError } from '@/components/ui/said-error'
import { TextInput } from '@/components/ui/text-input'

const never = () => () => undefined
/** False until the page's scripts run: before that a browser would send the form by itself. */
const useReady = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  )

interface Given {
  email: string
  password: string
}

/** Signing in by password, by the provider if there is one, and on the sandbox as one of its three people. */
export function SignIn({
  back,
  said,
  provider,
  practice,
}: {
  back: string
  said: string | null
  provider: string | null
  practice: boolean
}) {
  const { register, handleSubmit, setValue, setFocus, formState } = useForm<Given>()
  const ready = useReady()
  const [error, setError] = useState<{ message: string } | null>(said ? { message: said } : null)
  const submit = handleSubmit(async ({ email, password }) => {
    setError(null)
    const answer = await signIn('password', { email, password, redirect: false }).catch(() => undefined)
    if (answer?.ok) {
      window.location.assign(back)
      // The button stays pending until the page is left.
      return new Promise(() => undefined)
    }
    setError({
      message: answer
        ? 'The email or the password is wrong, or too many tries were made: then it works again in 15 minutes.'
        : 'Quayside does not answer. Check that it runs and that you are online.',
    })
  })
  return (
    <div className="rounded-lg border bg-surface p-5">
      {/* POST, so that a form sent by the browser itself never has the password in its address. */}
      <form method="post" onSubmit={submit} noValidate className="flex flex-col gap-4">
        {error && <SaidError error={error} />}
        <Field label="Email" error={formState.errors.email?.message}>
          <TextInput
            type="email"
            autoComplete="username"
            autoFocus
            {...register('email', { required: 'Enter your email' })}
          />
        </Field>
        <Field label="Password" error={formState.errors.password?.message}>
          <TextInput
            type="password"
            autoComplete="current-password"
            {...register('password', { required: 'Enter your password' })}
          />
        </Field>
        <Button
          tone="primary"
          type={ready ? 'submit' : 'button'}
          whyNot={ready ? null : 'The page is still loading'}
          pending={formState.isSubmitting}
        >
          Sign in
        </Button>
      </form>
      {provider && (
        <div className="mt-4 grid border-t pt-4">
          <Button onClick={() => void signIn('oidc', { callbackUrl: back })}>Continue with {provider}</Button>
        </div>
      )}
      {practice && (
        <div className="mt-4 border-t pt-4">
          <p className="mb-2 text-ink-2 text-xs">
            Try it as one of three people. The password is printed where Quayside was started.
          </p>
          <div className="flex gap-2">
            {['auditor', 'operator', 'admin'].map((role) => (
              <Button
                key={role}
                size="sm"
                onClick={() => {
                  setValue('email', `${role}@quayside.local`, { shouldValidate: formState.isSubmitted })
                  setFocus('password')
                }}
              >
                {role.replace(/^./, (letter) => letter.toUpperCase())}
              </Button>
            ))}
          </div>
        </div>
      )}
    </div>
  )
}
