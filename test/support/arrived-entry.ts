import type { ArrivedEntry } from '../../src/exchange/network-join';

/** A network entry of DevTools as the log takes it: of a GET that was not answered, unless said otherwise. */
export const arrivedEntry = (about: Partial<ArrivedEntry> = {}): ArrivedEntry => ({
  url: 'https://api.example/items',
  method: 'GET',
  isPreflight: false,
  status: 0,
  resourceType: null,
  requestHeaderList: [],
  responseHeaderList: [],
  startedAt: 1_001,
  duration: 2,
  timings: null,
  initiator: null,
  error: null,
  postData: null,
  responseBytes: null,
  httpVersion: null,
  ...about,
});
