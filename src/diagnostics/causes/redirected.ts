import type { HeaderList } from '../../fetch-standard/header-list';
import { locationOf } from '../../fetch-standard/http-redirect-fetch';
import { parsedUrl } from '../../fetch-standard/origin';
import { isRedirectStatus } from '../../fetch-standard/status';
import type { Case } from '../case';
import type { Answer } from '../rule';
import { blockedAnswer } from './blocked-answer';

/** A redirect that has to do with the block: it was refused itself, or it led to the answer that was. */
export interface Redirected {
  readonly answer: Answer;
  readonly from: string;
  readonly to: string;
  /** The redirect itself is the answer that was refused. */
  readonly isAnswer: boolean;
  readonly headerList: HeaderList | null;
}

export function redirected(c: Case): Redirected | null {
  const answer = blockedAnswer(c);
  if (answer === null) return null;
  const location = isRedirectStatus(answer.status) ? locationOf(answer.headerList) : null;
  if (location !== null) {
    const to = parsedUrl(location, answer.url)?.href;
    return to === undefined ? null : { answer, from: answer.url, to, isAnswer: true, headerList: answer.headerList };
  }
  const from = answer.urlList[answer.urlList.length - 2];
  if (from === undefined) return null;
  const headerList = c.exchange.hops[answer.hop - 1]?.response?.headerList ?? null;
  return { answer, from, to: answer.url, isAnswer: false, headerList };
}
