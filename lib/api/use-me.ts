'use client'
import { useQuery } from '@tanstack/react-query'
import { q } from './client'
import { api } from './endpoints'
import type { Permission } from './permissions'

/** Who is signed in and what they may do. The server decides again at every request; this only mirrors it. */
export function useMe() {
  const me = useQuery({ ...q(api.me), staleTime: 60_000 })
  return {
    ...me,
    /** Whether this person's role may: an action it never can is not drawn. */
    may: (permission: Permission) => me.data?.permissions.includes(permission) ?? false,
  }
}
