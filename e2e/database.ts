import { type Client, createClient } from '@libsql/client'
import { environment } from './environment'

export type SessionRow = { id: string; attemptId: string; ended: boolean }

/** Looks into the application's database. Tests only read it, and let time pass there. */
export class Database {
  readonly #client: Client = createClient({ url: environment.databaseUrl, timeout: 5000 })

  /** The ids of all users with that address. */
  async usersOf(address: string): Promise<string[]> {
    const found = await this.#client.execute({ sql: 'SELECT id FROM User WHERE email = ?', args: [address] })
    return found.rows.map((row) => String(row.id))
  }

  /** All sessions that were ever made for that address, oldest first. */
  async sessionsOf(address: string): Promise<SessionRow[]> {
    const found = await this.#client.execute({
      sql: `SELECT s.id, s.attemptId, s.endedAt FROM Session s JOIN User u ON u.id = s.userId
            WHERE u.email = ? ORDER BY s.createdAt`,
      args: [address],
    })
    return found.rows.map((row) => ({
      id: String(row.id),
      attemptId: String(row.attemptId),
      ended: row.endedAt !== null,
    }))
  }

  /** When each session of that address was last used, oldest first. */
  async lastSeen(address: string): Promise<string[]> {
    const { rows } = await this.#client.execute({
      sql: `SELECT s.lastSeenAt FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ? ORDER BY s.createdAt`,
      args: [address],
    })
    return rows.map(({ lastSeenAt }) => String(lastSeenAt))
  }

  /** Lets time pass for the sessions of that address: since their sign-in, and since they were last used. */
  async ageSessions(address: string, past: { signIn?: number; use?: number }): Promise<void> {
    const { rows } = await this.#client.execute({
      sql: `SELECT s.id, s.createdAt, s.lastSeenAt FROM Session s JOIN User u ON u.id = s.userId WHERE u.email = ?`,
      args: [address],
    })
    const earlier = (time: unknown, ms = 0) =>
      new Date(Date.parse(String(time)) - ms).toISOString().replace('Z', '+00:00')
    for (const { id, createdAt, lastSeenAt } of rows) {
      await this.#client.execute({
        sql: 'UPDATE Session SET createdAt = ?, lastSeenAt = ? WHERE id = ?',
        args: [earlier(createdAt, past.signIn), earlier(lastSeenAt, past.use), id as string],
      })
    }
  }

  close(): void {
    this.#client.close()
  }
}
