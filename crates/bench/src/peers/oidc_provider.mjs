// The peer of token and introspection: oidc-provider, set up for exactly what is measured.
import { createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Provider from 'oidc-provider';

const { port, clientId, publicKey, resourceServer, secret } = JSON.parse(readFileSync('configuration.json'));
const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'pkcs1' });
const none = { redirect_uris: [], response_types: [] };

const provider = new Provider(`http://127.0.0.1:${port}`, {
  clients: [
    {
      ...none,
      client_id: clientId,
      grant_types: ['client_credentials'],
      token_endpoint_auth_method: 'private_key_jwt',
      token_endpoint_auth_signing_alg: 'RS256',
      jwks: { keys: [{ ...key.export({ format: 'jwk' }), kid: 'key', alg: 'RS256', use: 'sig' }] },
    },
    {
      ...none,
      client_id: resourceServer,
      client_secret: secret,
      grant_types: [],
      token_endpoint_auth_method: 'client_secret_basic',
    },
  ],
  clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
  features: {
    clientCredentials: { enabled: true },
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
  },
  ttl: { ClientCredentials: 3600 },
});
provider.on('server_error', (_, error) => console.error(error));
provider.listen(port, '127.0.0.1');
