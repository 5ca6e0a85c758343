import NextAuth from 'next-auth'
import { authOptions } from '@/lib/server/auth'

// next-auth's own paths: sign-in, callback, sign-out. They hold no data of the fleet.
const handler = (request: Request, context: unknown) => NextAuth(authOptions())(request, context)

export { handler as GET, handler as POST }
