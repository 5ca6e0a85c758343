'use client'
import { CreateCluster } from '@/components/forms/create-cluster'
import { CreateService } from '@/components/forms/create-service'
import { RegisterHost } from '@/components/forms/register-host'
import { RunTask } from '@/components/forms/run-task'

/**
 * The forms that the palette opens, each behind the button it always has, which is not drawn here. Loaded with the
 * palette, not with every page.
 */
export default function FinderActions() {
  return (
    <div hidden>
      <span data-action="register-host">
        <RegisterHost />
      </span>
      <span data-action="run-task">
        <RunTask />
      </span>
      <span data-action="create-service">
        <CreateService />
      </span>
      <span data-action="create-cluster">
        <CreateCluster />
      </span>
    </div>
  )
}

/** Presses the button of a form above. */
export function press(action: string): void {
  document.querySelector<HTMLButtonElement>(`[data-action="${CSS.escape(action)}"] button`)?.click()
}
