import { loadConfig } from '../platform/config.ts';

/** A mail server as the settings name it. */
export interface MailServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps). Without it STARTTLS is used where the server offers it. */
  secure: boolean;
  auth: { user: string; pass: string } | null;
  /** The sender: "Suivi <suivi@example.org>". */
  from: string;
}

/** The mail server of this installation (SUIVI_SMTP_URL, SUIVI_MAIL_FROM); null where mail stays in the outbox. */
export function mailServer(): MailServer | null {
  const { smtpUrl, mailFrom } = loadConfig();
  if (!smtpUrl) return null;
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    auth: url.username ? { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) } : null,
    from: mailFrom ?? `Suivi <suivi@${url.hostname}>`,
  };
}
