import { Readable } from 'node:stream';
import type { MailServer } from './server.ts';

/** A message as it is written on the wire. */
export interface Letter {
  /** Header Message-ID, with its angle brackets; the same at every attempt. */
  messageId: string;
  recipient: string;
  lang: string;
  subject: string;
  body: string;
}

/**
 * What became of an attempt. `retry`: nothing was handed over, a later attempt may succeed. `failed`: the server refused
 * for good. `uncertain`: the line broke after the words were on their way, and nobody can say whether they arrived.
 */
export type Outcome = { state: 'sent' } | { state: 'retry' | 'failed' | 'uncertain'; error: string };

const CONNECT_MS = 20_000;
const SILENCE_MS = 60_000;

/** Hands a letter to the mail server. Never throws: what went wrong is in the outcome. */
export async function deliver(server: MailServer, letter: Letter): Promise<Outcome> {
  const [{ default: MailComposer }, { default: SMTPConnection }] = await Promise.all([
    import('nodemailer/lib/mail-composer'),
    import('nodemailer/lib/smtp-connection'),
  ]);
  const bytes = await new MailComposer({
    from: server.from,
    to: letter.recipient,
    subject: letter.subject,
    text: letter.body,
    messageId: letter.messageId,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': letter.lang },
    // The words come from records: nothing in them may name a file or an address to be fetched.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build();
  let onItsWay = false;
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.secure,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the server closed the line')));
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    const { auth } = server;
    if (auth)
      await new Promise<void>((resolve, reject) =>
        connection.login({ credentials: auth }, (error) => (error ? reject(error) : resolve())),
      );
    // The library reads the words only when the server has said that it takes them (354): from then on they may arrive.
    const words = new Readable({
      read() {
        onItsWay = true;
        this.push(bytes);
        this.push(null);
      },
    });
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('the server closed the line')));
      connection.send(
        { from: addressOf(server.from), to: [letter.recipient], size: bytes.byteLength },
        words,
        (error) => (error ? reject(error) : resolve()),
      );
    });
    connection.quit();
    return { state: 'sent' };
  } catch (error) {
    return outcomeOf(error, onItsWay);
  } finally {
    connection.close();
  }
}

const addressOf = (sender: string): string => /<([^<>]+)>\s*$/.exec(sender)?.[1] ?? sender;

// An answer of the server is definite (RFC 5321, 4.2.1: 4yz for now, 5yz for good); silence after the words is not.
function outcomeOf(error: unknown, onItsWay: boolean): Outcome {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string };
  const words = [code, message].filter(Boolean).join(': ').slice(0, 500) || 'no reason was given';
  if (responseCode !== undefined && responseCode >= 500) return { state: 'failed', error: words };
  if (responseCode !== undefined && responseCode >= 400) return { state: 'retry', error: words };
  return { state: onItsWay ? 'uncertain' : 'retry', error: words };
}
