import type { Finding } from '../../../report/report';
import type { Scene } from '../scene';

/** A transit gateway that accepts whoever it is shared with, and then leads everybody to everybody (https://docs.aws.amazon.com/vpc/latest/tgw/tgw-transit-gateways.html). */
export function openHubs({ items }: Scene): Finding[] {
  const isOn = (value: string | undefined) => value !== 'disable';
  return items.of('AWS::EC2::TransitGateway').filter((one) => one.text('AutoAcceptSharedAttachments') === 'enable' && isOn(one.text('DefaultRouteTableAssociation')) && isOn(one.text('DefaultRouteTablePropagation'))).map((one): Finding => ({
    rule: 'hub-open', level: 'warning', place: one.place, message: `transit gateway ${one.words} accepts every attachment and gives it the table that leads to all others`, remedy: 'disable the default association and propagation, or accept attachments by hand',
  }));
}
