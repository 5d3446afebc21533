declare const boundary: PermissionsBoundary;
