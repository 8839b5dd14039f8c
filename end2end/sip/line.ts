import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The line between the media server and the real panel: it can lose an answer. */
export class Line {
  /** The statuses that the panel answered to this address, also those that got lost. */
  private readonly answers = new Map<string, number[]>();
  private losing: string | undefined;

  private constructor(
    private readonly server: Server,
    private readonly panel: string,
  ) {}

  static async to(panel: string): Promise<Line> {
    const server = createServer((asked, answer) => line.passesOn(asked, answer));
    const line = new Line(server, panel);
    // Whoever keeps a connection finds it open.
    server.keepAliveTimeout = 0;
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return line;
  }

  /** Host and port. */
  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** The panel will do what it is next asked at this address, and nobody will hear that it did. */
  losesNextAnswer(path: string): void {
    this.losing = path;
    this.answers.set(path, []);
  }

  answered(path: string): number[] {
    return this.answers.get(path) ?? [];
  }

  close(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private passesOn(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url = '', headers } = asked;
    const onward = request(`http://${this.panel}${url}`, { method, headers }, (given) => {
      this.answers.get(url)?.push(given.statusCode ?? 0);
      if (this.losing === url) {
        this.losing = undefined;
        given.resume();
        asked.socket.destroy();
        return;
      }
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    // Without the panel there is no answer either.
    onward.on('error', () => asked.socket.destroy());
    asked.pipe(onward);
  }
}
