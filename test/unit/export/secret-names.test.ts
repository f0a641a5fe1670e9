import { expect, test } from 'vitest';
import { isSecretName } from '../../../src/export/secret-names';

test.each(['pkey', 'skey', 'authkey', 'licenseKey', 'duid', 'pUid', 'deviceid', 'visitor_id'])(
  '%s names a secret',
  (name) => expect(isSecretName(name)).toBe(true),
);

test.each(['monkey', 'turkey', 'hockey', 'hotkey', 'uuid', 'guid', 'fluid', 'squid', 'order', 'page'])(
  '%s does not',
  (name) => expect(isSecretName(name)).toBe(false),
);
