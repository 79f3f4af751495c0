import { openEndpoint, type EndpointSettings, type OpenEndpoint } from '../endpoint.js';

/**
 * Does some work over a connection, which is closed after it and as soon as nobody waits for it any longer, also when it opens only
 * then. Errors: EndpointError, and those of the work.
 */
export async function whileOpen<T>(
  address: string, { endpoints, signal }: { readonly endpoints: EndpointSettings; readonly signal: AbortSignal }, work: (endpoint: OpenEndpoint) => Promise<T>,
): Promise<T> {
  const opening = openEndpoint(address, endpoints);
  const close = (): void => void opening.then((endpoint) => endpoint.close(), () => undefined);
  signal.addEventListener('abort', close, { once: true });
  try {
    return await work(await opening);
  } finally {
    signal.removeEventListener('abort', close);
    close();
  }
}
