import { App } from 'aws-cdk-lib';
import { Receiver } from './receiver';
import { Sender } from './sender';

const app = new App();
const region = 'eu-west-1';
const receiver = new Receiver(app, 'ForeignReceiver', { env: { account: '333333333333', region }, sender: '222222222222' });
new Sender(app, 'ForeignSender', { env: { account: '222222222222', region }, receiver: '333333333333' }).addDependency(receiver);
