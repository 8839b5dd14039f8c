/** A mail as its recipient reads it. */
export interface Mail {
  /** Its Message-ID: two copies of one mail have the same. */
  id: string;
  to: string;
  subject: string;
  /** The part for those who read no HTML. */
  text: string;
  /** The sound that came with it. */
  sound?: Buffer;
}

/** Reads a mail of two parts (RFC 2046, 5.1.4), as the panel writes them. */
export function readMail(file: string): Mail {
  const end = file.indexOf('\r\n\r\n');
  const headers = file.slice(0, end).replace(/\r\n[ \t]+/g, ' ').split('\r\n');
  const header = (name: string) =>
    headers.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? '';
  const parts = file.slice(end).split(/\r\n--[^\r\n]+\r\n/);
  const part = parts.find((it) => /^content-type: text\/plain/im.test(it)) ?? '';
  const [head = '', ...rest] = part.split('\r\n\r\n');
  const sound = parts.find((it) => /^content-type: audio\/wav/im.test(it))?.split('\r\n\r\n')[1];
  return {
    id: header('message-id'),
    to: header('to'),
    subject: words(header('subject')),
    text: decoded(rest.join('\r\n\r\n'), /^content-transfer-encoding: (\S+)/im.exec(head)?.[1] ?? ''),
    ...(sound === undefined ? {} : { sound: Buffer.from(sound, 'base64') }),
  };
}

/** The address of the link in a mail that leads to a page, such as `invite`. */
export function linkTo(mail: Mail, page: string): string {
  const link = new RegExp(`^https?://[^/]+(/${page}/[\\w-]+)$`, 'm').exec(mail.text.replaceAll('\r', ''));
  if (!link?.[1]) throw new Error(`no link to ${page} in ${mail.text}`);
  return link[1];
}

/** RFC 2045, 6.7 and 6.8. */
function decoded(text: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(text, 'base64').toString('utf8');
    case 'quoted-printable':
      return unquoted(text.replace(/=\r\n/g, ''));
    default:
      return text;
  }
}

function unquoted(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}

/** A header with words that are not of ASCII (RFC 2047). */
function words(text: string): string {
  return text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
    );
}
