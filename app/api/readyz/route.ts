import { sql } from 'drizzle-orm'
import { db } from '@/lib/server/db/db'

/** This process can serve: the database answers. Without it there is neither a session to check nor an audit to write. */
export async function GET() {
  try {
    await db().execute(sql`select 1`)
    return Response.json({ ok: true })
  } catch {
    return Response.json({ ok: false, reason: 'The database does not answer' }, { status: 503 })
  }
}
