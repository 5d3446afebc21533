declare const boundary: PermissionsBoundary;
declare const target: events.IRuleTarget;
