import { CloudWatchLogsClient, CreateLogGroupCommand, CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';

const EVERY_MILLISECONDS = 1000;
const MOST_EVENTS = 5000;

/** Sends a build's lines to CloudWatch Logs with the service role, now and then. */
export class BuildLog {
  private waiting: { timestamp: number; message: string }[] = [];
  private sending: Promise<void> = Promise.resolve();
  private timer?: NodeJS.Timeout;

  constructor(private readonly client: CloudWatchLogsClient, private readonly group: string, private readonly stream: string, private readonly onError: (error: Error) => void) {}

  async open(): Promise<void> {
    const unlessThere = (error: Error) => {
      if (error.name !== 'ResourceAlreadyExistsException') this.onError(error);
    };
    await this.client.send(new CreateLogGroupCommand({ logGroupName: this.group })).catch(unlessThere);
    await this.client.send(new CreateLogStreamCommand({ logGroupName: this.group, logStreamName: this.stream })).catch(unlessThere);
    this.timer = setInterval(() => this.flush(), EVERY_MILLISECONDS);
    this.timer.unref();
  }

  write(message: string): void {
    this.waiting.push({ timestamp: Date.now(), message: `${message}\n` });
  }

  async close(): Promise<void> {
    clearInterval(this.timer);
    this.flush();
    await this.sending;
  }

  private flush(): void {
    const logEvents = this.waiting.splice(0, MOST_EVENTS);
    if (logEvents.length === 0) return;
    this.sending = this.sending
      .then(() => this.client.send(new PutLogEventsCommand({ logGroupName: this.group, logStreamName: this.stream, logEvents })))
      .then(() => undefined, this.onError);
  }
}
