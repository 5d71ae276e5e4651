import { type Client, createClient } from '@libsql/client'
import { keyedHashes } from '@/lib/platform/secrets'
import { environment } from './environment'

export type SessionRow = { id: string; attemptId: string; ended: boolean }

// As Prisma writes it.
const earlier = (column: string) => `${column} = strftime('%Y-%m-%dT%H:%M:%f+00:00', ${column}, ?)`
const by = (milliseconds = 0) => `-${milliseconds / 1000} seconds`

/**
 * Looks into the application's database. Tests only read it and let time pass: what they know of it is
 * a promise of the design.
 */
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

  /** All sessions of that address, ended ones too, oldest first. */
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
    const sql = `UPDATE Session SET ${earlier('createdAt')}, ${earlier('lastSeenAt')}
      WHERE userId = (SELECT id FROM User WHERE email = ?)`
    await this.#client.execute({ sql, args: [by(past.signIn), by(past.use), address] })
  }

  /** Why an address is suppressed; undefined if it isn't. */
  async whySuppressed(address: string): Promise<string | undefined> {
    const sql = 'SELECT reason FROM Suppression WHERE email = ? AND (until IS NULL OR until > ?)'
    const now = new Date().toISOString().replace('Z', '+00:00')
    const { rows } = await this.#client.execute({ sql, args: [address, now] })
    return rows[0] && String(rows[0].reason)
  }

  /** Lets time pass since an address's last bounce. */
  async ageSuppression(address: string, milliseconds: number): Promise<void> {
    const sql = `UPDATE Suppression SET ${earlier('createdAt')}, ${earlier('until')} WHERE email = ?`
    await this.#client.execute({ sql, args: [by(milliseconds), by(milliseconds), address] })
  }

  /** What months of use leave behind: so many wrong codes, a minute apart, the last one an hour ago. */
  async addWrongCodes(address: string, many: number): Promise<void> {
    const sql = `
      WITH RECURSIVE n(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM n LIMIT ?)
      INSERT INTO Event (id, userId, at, type)
      SELECT hex(randomblob(11)), id, strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', (-60 - n) || ' minutes'), 'wrong-code'
      FROM User, n WHERE email = ?`
    await this.#client.execute({ sql, args: [many, address] })
  }

  /** Whether the email about the change to that address was sent, or seems to be. */
  async isChangeSent(newAddress: string): Promise<boolean> {
    const sql = 'SELECT 1 FROM EmailChange WHERE newEmail = ? AND sentAt IS NOT NULL'
    return (await this.#client.execute({ sql, args: [newAddress] })).rows.length > 0
  }

  /** Lets time pass for the changes to that address. */
  async ageChange(newAddress: string, milliseconds: number): Promise<void> {
    const sql = `UPDATE EmailChange SET ${earlier('createdAt')} WHERE newEmail = ?`
    await this.#client.execute({ sql, args: [by(milliseconds), newAddress] })
  }

  /**
   * Lets a second pass since links to that address were revoked: those requested within a tenth of a
   * second after it are revoked, too.
   */
  async ageRevocation(address: string): Promise<void> {
    const sql = `UPDATE LinkRevocation SET ${earlier('revokedAt')} WHERE emailHash = ?`
    await this.#client.execute({ sql, args: [by(1000), keyedHashes('link revocation', address)[0]] })
  }

  close(): void {
    this.#client.close()
  }
}
