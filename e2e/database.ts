import { type Client, createClient } from '@libsql/client'
import { environment } from './environment'

export type SessionRow = { id: string; attemptId: string; ended: boolean }

/** Looks into the application's database. Tests only read it: what they know of it is a promise of the design. */
export class Database {
  readonly #client: Client

  constructor(url = environment.databaseUrl) {
    this.#client = createClient({ url, timeout: 5000 })
  }

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

  close(): void {
    this.#client.close()
  }
}
